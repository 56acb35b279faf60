import { Redis } from 'ioredis';
import { attempt, CHANNELS, type Line, RETRIES } from './line.js';

const GROUP = 'shop';

/** Streams with a group each; dead letters on a stream of their own. */
export async function redisStreamsLine(url: string): Promise<Line> {
  const options = { maxRetriesPerRequest: 0, enableOfflineQueue: false, lazyConnect: true } as const;
  const redis = new Redis(url, options);
  const readers: Redis[] = [];
  let retries = RETRIES;
  redis.on('error', () => undefined);
  await redis.connect();
  return {
    publish: async (channel, text) => void (await redis.xadd(channel, '*', 'data', text)),
    handle: async (channel, handler) => {
      const reader = new Redis(url, options);
      readers.push(reader);
      reader.on('error', () => undefined);
      await reader.connect();
      await redis.xgroup('CREATE', channel, GROUP, '$', 'MKSTREAM');
      void follow(reader, channel, async (text) => {
        const failure = await attempt(() => handler(text), retries);
        if (failure) await redis.xadd(CHANNELS.dead, '*', 'data', JSON.stringify({ message: text, ...failure }));
      }).catch(() => undefined);
    },
    flaw: {
      title: 'a handler tries again at once',
      because: /milliseconds before retry 1: expected >= 47, saw [1-4]?\d\b/,
    },
    breakHandling: async () => {
      retries = { ...retries, base: 0 };
    },
    ping: () => redis.ping(),
    close: async () => {
      for (const each of [redis, ...readers]) each.disconnect();
    },
  };
}

async function follow(reader: Redis, channel: string, take: (text: string) => Promise<void>): Promise<void> {
  for (;;) {
    const answer: unknown = await reader.xreadgroup('GROUP', GROUP, 'one', 'BLOCK', 200, 'STREAMS', channel, '>');
    const entries = Array.isArray(answer)
      ? answer.flatMap(([, each]: [string, Array<[id: string, fields: string[]]>]) => each)
      : [];
    for (const [id, [, text = '']] of entries) {
      await take(text);
      await reader.xack(channel, GROUP, id);
    }
  }
}
