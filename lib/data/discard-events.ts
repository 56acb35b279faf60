import type { DirectOptions } from '../clients/database.js';
import { BROKER_THINGS, type BrokerThing, letterPlace } from '../clients/events/things.js';
import type { ParsedService } from '../target/target.js';
import type { StoredThing } from './entries.js';

type BrokerService = Extract<ParsedService, { kind: 'redis' | 'amqp' | 'kafka' | 'postgres' }>;
type EventThing = StoredThing & { readonly kind: BrokerThing };

/** Whether a thing is one of those that checks of events leave at a broker. */
export const isOfEvents = (thing: StoredThing): thing is EventThing =>
  BROKER_THINGS.some((kind) => kind === thing.kind);

/** Removes from a broker what bears exactly this name, if it is there. */
export async function discardOfEvents(
  { kind, name }: EventThing,
  service: ParsedService,
  options: DirectOptions,
): Promise<void> {
  options.guard.need('writes', `removing the ${kind} ${name}`);
  const from = kind === 'dead letter' ? LETTERS : THINGS;
  if (service.kind === 'redis') return from.redis(service, options, name);
  if (service.kind === 'amqp') return from.amqp(service, options, name, kind);
  if (service.kind === 'kafka') return from.kafka(service, options, name, kind);
  if (service.kind === 'postgres') return from.postgres(service, options, name);
  throw new Error(`nobody knows how to remove a ${kind} from a service of the kind ${service.kind}`);
}

type Removals = {
  readonly [Kind in BrokerService['kind']]: (
    service: Extract<BrokerService, { kind: Kind }>,
    options: DirectOptions,
    name: string,
    kind?: BrokerThing,
  ) => Promise<void>;
};

const nothing = async (): Promise<void> => undefined;

const THINGS: Removals = {
  redis: async (service, options, name) => {
    const { openRedis } = await import('../clients/events/redis-bus.js');
    const redis = await openRedis(addressIn(service), options);
    try {
      await redis.unlink(name);
    } finally {
      redis.disconnect();
    }
  },
  amqp: async (service, options, name, kind) => {
    const { openAmqp } = await import('../clients/amqp.js');
    const connection = await openAmqp(addressIn(service), options);
    try {
      if (kind === 'queue') await connection.queueDelete({ queue: name });
      else await connection.exchangeDelete({ exchange: name });
    } finally {
      connection.unsafeDestroy();
    }
  },
  kafka: async (service, options, name, kind) => {
    const { removeFromKafka } = await import('../clients/events/kafka-removal.js');
    await removeFromKafka(service, options, name, kind === 'group' ? 'group' : 'topic');
  },
  // Who listens leaves nothing.
  postgres: nothing,
};

const LETTERS: Removals = {
  redis: async (service, options, name) => {
    const [{ openRedis }, { removeRedisLetters }] = await Promise.all([
      import('../clients/events/redis-bus.js'),
      import('../clients/events/redis-letters.js'),
    ]);
    const { at, id } = letterPlace(name);
    const redis = await openRedis(addressIn(service), options);
    try {
      await removeRedisLetters(redis, at, id);
    } finally {
      redis.disconnect();
    }
  },
  amqp: async (service, options, name) => {
    const [{ openAmqp }, { removeFromQueue }] = await Promise.all([
      import('../clients/amqp.js'),
      import('../clients/events/rabbitmq-letters.js'),
    ]);
    const { at, id } = letterPlace(name);
    const connection = await openAmqp(addressIn(service), options);
    try {
      await removeFromQueue(connection, at, id);
    } finally {
      connection.unsafeDestroy();
    }
  },
  // A topic keeps what it was given until its retention ends.
  kafka: nothing,
  postgres: async (service, options, name) => {
    const [{ Database }, { removeRows }] = await Promise.all([
      import('../clients/database.js'),
      import('../clients/events/postgres-letters.js'),
    ]);
    const { at, id } = letterPlace(name);
    const database = await Database.open(addressIn(service), options);
    try {
      await removeRows(database, at, id);
    } finally {
      await database.close();
    }
  },
};

function addressIn({ url }: BrokerService): URL {
  if (url === undefined) throw new Error('the target does not say where its broker is');
  return new URL(url.reveal());
}
