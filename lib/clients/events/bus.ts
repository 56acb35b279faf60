import type { Events } from '../../target/presets/events.js';
import type { Resolved } from '../../target/env.js';
import type { Json } from '../../target/json.js';
import type { ParsedService, Target } from '../../target/target.js';
import type { DirectOptions } from '../database.js';
import type { Mailbox } from './mailbox.js';
import type { BrokerThing } from './things.js';

/** One who listens. */
export interface Subscription {
  readonly mail: Mailbox;
  /** Ends listening; the connection stays. What it gives asks something over it: once that is answered, all has come that was on its way. */
  readonly leave: () => Promise<() => Promise<unknown>>;
}

/** One of those who share events. */
export interface Member extends Subscription {
  /** Breaks the connection without a farewell, and gives the way back: what comes after it comes to whom that gives. */
  readonly cut: () => () => Promise<Subscription>;
}

/** Something that was laid aside. */
export interface Letter {
  readonly body: Json;
  readonly headers: Json;
}

/** What is laid aside somewhere, from now on. */
export interface Letters {
  /** The letter in which this id stands, if it is there. */
  readonly find: (id: string) => Promise<Letter | undefined>;
}

/** A connection to a broker, whatever it speaks. What a dialect does not promise, it does not offer. */
export interface EventBus {
  /** Makes a channel of the run's own: a name, a stream, an exchange or a topic. Only one that keeps what it is given has groups and a history. */
  readonly channel: (how?: { readonly keeps: boolean }) => Promise<string>;
  readonly publish: (channel: string, text: string) => Promise<void>;
  /** Listens from now on; every subscriber gets every event. */
  readonly subscribe: (channel: string) => Promise<Subscription>;
  readonly groups?: Groups;
  /** What was published on a channel of the run's own, also before anybody listened. */
  readonly history?: (channel: string) => Promise<readonly string[]>;
  /** The text under a key and the seconds that it has left. */
  readonly copy?: (key: string) => Promise<{ readonly text: string; readonly ttl: number } | undefined>;
  readonly letters: (at: string) => Promise<Letters>;
  /** Ends all that was opened. */
  readonly close: () => Promise<void>;
}

/** Those who share events: each goes to one of them, and what nobody took is kept for who comes. */
export interface Groups {
  /** Makes a group of the run's own on a channel of its own. */
  readonly make: (channel: string) => Promise<string>;
  readonly join: (channel: string, group: string) => Promise<Member>;
}

export interface BusOptions extends DirectOptions {
  /** A name for something of the run's own that leaves nothing behind. */
  readonly name: () => string;
  /** A name for something of the run's own that the ledger knows by now. */
  readonly own: (kind: BrokerThing) => string;
}

/** Connects to a broker. Throws `RefusedError` without the grant `direct`. */
export type OpenBus = (options: BusOptions) => Promise<EventBus>;

/**
 * Loads what speaks the dialect of a target's events, down to its client, so that no time that is measured goes into it; a worker that
 * asks no broker does without.
 */
export async function busOf(events: Resolved<Events>, { services }: Pick<Target, 'services'>): Promise<OpenBus> {
  const service = services[events.service];
  if (events.kind === 'redis') {
    const { openRedisBus } = await import('./redis-bus.js');
    return (options) => openRedisBus(addressOf(service), events, options);
  }
  if (events.kind === 'rabbitmq') {
    const [{ openRabbitmqBus }] = await Promise.all([import('./rabbitmq-bus.js'), import('rabbitmq-client')]);
    return (options) => openRabbitmqBus(addressOf(service), options);
  }
  if (events.kind === 'postgres') {
    const { openPostgresBus } = await import('./postgres-bus.js');
    return (options) => openPostgresBus(addressOf(service), options);
  }
  const [{ openKafkaBus }] = await Promise.all([import('./kafka-bus.js'), import('kafkajs')]);
  if (service?.kind !== 'kafka') throw new Error(`${events.service} is no Kafka service`);
  return (options) => openKafkaBus(service, events, options);
}

/** The address of a broker that has one. */
function addressOf(service: ParsedService | undefined): URL {
  const url = service === undefined || service.kind === 'tcp' ? undefined : service.url;
  if (url === undefined) throw new Error('the target does not say where its broker is: give the service a `url`');
  return url instanceof URL ? url : new URL(url.reveal());
}
