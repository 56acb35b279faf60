import { Redis } from 'ioredis';
import type { RedisEvents } from '../../target/presets/events.js';
import type { DirectOptions } from '../database.js';
import { keyStoreAccess } from '../key-store.js';
import type { BusOptions, EventBus, Subscription } from './bus.js';
import { Mailbox } from './mailbox.js';
import { findRedisLetter } from './redis-letters.js';
import { redisStreams } from './redis-streams.js';

/** A connection to Redis that is opened once. Throws `RefusedError` without the grant `direct`. */
export async function openRedis(url: URL, { guard, access, timeout }: DirectOptions): Promise<Redis> {
  guard.need('direct', `connecting to ${url.host}`);
  // A command that waits for news is answered late on purpose; the checks have limits of their own.
  const { commandTimeout: _, ...ways } = keyStoreAccess(url, access, timeout);
  const client = new Redis({ ...ways, enableReadyCheck: false });
  let cause: Error | undefined;
  client.on('error', (error: Error) => (cause ??= error));
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw cause ?? error;
  }
}

/** Events over Redis: by publish/subscribe, by streams, or both. */
export async function openRedisBus(url: URL, events: RedisEvents, options: BusOptions): Promise<EventBus> {
  const opened: Redis[] = [];
  const open = async (): Promise<Redis> => {
    const redis = await openRedis(url, options);
    opened.push(redis);
    return redis;
  };
  const redis = await open();
  const streams = redisStreams(redis, { ...options, open, field: events.field });
  const kept = new Set<string>();
  return {
    ...(events.streams && { groups: streams.groups, history: streams.history }),
    channel: async (how) => {
      if (how?.keeps !== true && events.channels) return options.name();
      const name = options.own('stream');
      kept.add(name);
      return name;
    },
    publish: async (channel, text) => {
      options.guard.need('writes', `publishing to ${channel}`);
      if (kept.has(channel) || !events.channels) await streams.add(channel, text);
      else await redis.publish(channel, text);
    },
    subscribe: (channel) => (kept.has(channel) || !events.channels ? streams.read(channel) : listen(channel, open)),
    copy: async (key) => {
      const [text, ttl] = await Promise.all([redis.get(key), redis.ttl(key)]);
      return text === null ? undefined : { text, ttl };
    },
    letters: async (at) => ({ find: (id) => findRedisLetter(redis, at, id) }),
    close: async () => {
      for (const each of opened) each.disconnect();
    },
  };
}

async function listen(channel: string, open: () => Promise<Redis>): Promise<Subscription> {
  const redis = await open();
  const mail = new Mailbox();
  redis.on('message', (_channel: string, text: string) => mail.take(text));
  redis.on('close', () => mail.fail(new Error('the connection is closed')));
  await redis.subscribe(channel);
  const leave: Subscription['leave'] = async () => {
    await redis.unsubscribe(channel);
    return () => redis.ping();
  };
  return { mail, leave };
}
