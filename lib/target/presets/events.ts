import type { Json } from '../json.js';
import type { Act } from './act.js';

/** What is published because something was done through the target's API. */
export interface CausedEvent {
  /** What is done: a document is uploaded, or one of the `resources` is created. */
  readonly by: Act;
  /** Where it is published; with RabbitMQ `exchange/binding.key`. */
  readonly channel: string;
  /** Where the event holds the id of what was done. */
  readonly idOf: (event: Json) => unknown;
  /** Where it holds the correlation id of the request, where it does. */
  readonly correlationIdOf?: (event: Json) => unknown;
  /** Milliseconds from the API's answer to the event; 2,000 by default. */
  readonly budget?: number;
  /** Where another service tells what it learnt from the event. */
  readonly reaches?: {
    readonly service: string;
    /** Its notifications, or a path at the origin at which there is something once it has learnt of this id. */
    readonly at: 'notifications' | ((id: string) => string);
    readonly correlationIdOf: (message: Json) => unknown;
  };
}

/** Where messages are laid aside that no retry could save. */
export interface DeadLetters {
  /** A key of Redis of any type, a queue of RabbitMQ, a topic of Kafka, a table of PostgreSQL. */
  readonly at: string;
  /** Why it is there. */
  readonly reasonOf: (letter: Json, headers: Json) => unknown;
  /** How often it was tried, or when: a number, or a list of times. */
  readonly attemptsOf: (letter: Json, headers: Json) => unknown;
}

/** A handler of the target's that can be made to fail by what it is sent. */
export interface FailingHandler {
  /** Whose handler it is. */
  readonly service?: string;
  /** Where the message is published; with RabbitMQ `exchange/routing.key`. */
  readonly channel: string;
  /** A message that it fails on, with an id (a UUID) by which the dead letter can be told. */
  readonly message: (id: string) => unknown;
  /** How often it tries again, and after how many milliseconds first; each wait is `factor` times the one before, 2 by default. */
  readonly retries: { readonly times: number; readonly base: number; readonly factor?: number };
  readonly deadLetters: DeadLetters;
  /** Milliseconds beyond all the waits; 2,000 by default. */
  readonly budget?: number;
}

export interface EventsOptions {
  /** The broker. */
  readonly service: string;
  /** What all names begin with that a run may give to channels, exchanges, queues and topics of its own; nothing by default. */
  readonly prefix?: string;
  /** Milliseconds for a connection, and from publishing to receiving; 1,000 by default. */
  readonly budget?: number;
  /** Bytes of the largest event that is to arrive. */
  readonly largest?: number;
  readonly caused?: CausedEvent;
  readonly failing?: FailingHandler;
}

interface Complete extends EventsOptions {
  readonly prefix: string;
  readonly budget: number;
  readonly largest: number;
}

const DEFAULTS = { prefix: '', budget: 1_000, largest: 256 * 1024 };

export interface RedisEventsOptions extends EventsOptions {
  /** Whether events go over publish/subscribe: `true` by default. */
  readonly channels?: boolean;
  /** Whether they go over streams, which know groups and keep what they are given: `false` by default. */
  readonly streams?: boolean;
  /** The field of a stream's entry that holds the event: `data` by default. */
  readonly field?: string;
  /** The copy of a published event: its key, and the seconds for which it is kept. */
  readonly copies?: { readonly key: (event: Json) => string; readonly ttl: number };
}

export interface RedisEvents extends RedisEventsOptions, Complete {
  readonly kind: 'redis';
  readonly prefix: string;
  readonly budget: number;
  readonly largest: number;
  readonly channels: boolean;
  readonly streams: boolean;
  readonly field: string;
}

/** Events over Redis or Valkey. */
export const redisEvents = (options: RedisEventsOptions): RedisEvents => ({
  kind: 'redis',
  ...DEFAULTS,
  channels: true,
  streams: false,
  field: 'data',
  ...options,
});

export interface RabbitmqEvents extends Complete {
  readonly kind: 'rabbitmq';
}

/** Events over RabbitMQ, through exchanges and queues of the run's own. */
export const rabbitmqEvents = (options: EventsOptions): RabbitmqEvents => ({
  kind: 'rabbitmq',
  ...DEFAULTS,
  ...options,
});

export interface KafkaEventsOptions extends EventsOptions {
  /** A topic that a run may publish to, where it may not create any: what it is given stays until its retention ends. */
  readonly topic?: string;
}

export interface KafkaEvents extends KafkaEventsOptions, Complete {
  readonly kind: 'kafka';
  readonly prefix: string;
  readonly budget: number;
  readonly largest: number;
}

/** Events over Kafka, through topics of the run's own or one that it may use. */
export const kafkaEvents = (options: KafkaEventsOptions): KafkaEvents => ({ kind: 'kafka', ...DEFAULTS, ...options });

export interface PostgresEvents extends Complete {
  readonly kind: 'postgres';
}

/** The most that NOTIFY carries is 7,999 bytes (https://www.postgresql.org/docs/current/sql-notify.html). */
const MOST_OF_NOTIFY = 7_999;

/** Events over LISTEN and NOTIFY of PostgreSQL. */
export const postgresEvents = (options: EventsOptions): PostgresEvents => ({
  kind: 'postgres',
  ...DEFAULTS,
  largest: MOST_OF_NOTIFY,
  ...options,
});

/** How a target's services tell each other what happens. */
export type Events = RedisEvents | RabbitmqEvents | KafkaEvents | PostgresEvents;

/** What the broker of a dialect must be. */
export const BROKERS = { redis: 'redis', rabbitmq: 'amqp', kafka: 'kafka', postgres: 'postgres' } as const;
