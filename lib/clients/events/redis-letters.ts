import type { Redis } from 'ioredis';
import { letterFrom } from './letter.js';
import type { Letter } from './bus.js';

/** The most letters that are looked through, newest first. */
const MOST = 1_000;

/** What lies at a key, as texts, and how one of them is taken away; by the type of the key. */
interface Shelf {
  readonly texts: (redis: Redis, key: string) => Promise<readonly string[]>;
  readonly remove: (redis: Redis, key: string, text: string) => Promise<unknown>;
}

const SHELVES: Readonly<Record<string, Shelf>> = {
  list: {
    texts: async (redis, key) => {
      const [first, last] = await Promise.all([redis.lrange(key, 0, MOST - 1), redis.lrange(key, -MOST, -1)]);
      return [...last, ...first];
    },
    remove: (redis, key, text) => redis.lrem(key, 0, text),
  },
  set: {
    texts: (redis, key) => redis.smembers(key),
    remove: (redis, key, text) => redis.srem(key, text),
  },
  zset: {
    texts: (redis, key) => redis.zrange(key, -MOST, -1),
    remove: (redis, key, text) => redis.zrem(key, text),
  },
  hash: {
    texts: (redis, key) => redis.hvals(key),
    remove: async (redis, key, text) => {
      const all = Object.entries(await redis.hgetall(key));
      for (const [field, value] of all) if (value === text) await redis.hdel(key, field);
    },
  },
  stream: {
    texts: async (redis, key) =>
      (await redis.xrevrange(key, '+', '-', 'COUNT', MOST)).map(([, fields]) => textOf(fields)),
    remove: async (redis, key, text) => {
      const entries = await redis.xrevrange(key, '+', '-', 'COUNT', MOST);
      for (const [id, fields] of entries) if (textOf(fields) === text) await redis.xdel(key, id);
    },
  },
};

/** The fields of an entry: the only one's value, or all of them. */
function textOf(fields: readonly string[]): string {
  if (fields.length === 2) return fields[1] ?? '';
  const pairs = fields.flatMap((name, index) => (index % 2 === 0 ? [[name, fields[index + 1]] as const] : []));
  return JSON.stringify(Object.fromEntries(pairs));
}

async function shelfAt(redis: Redis, key: string): Promise<Shelf | undefined> {
  const type = await redis.type(key);
  if (type === 'none') return undefined;
  const shelf = SHELVES[type];
  if (shelf === undefined)
    throw new Error(`${key} is a ${type}: dead letters are read from ${Object.keys(SHELVES).join(', ')}`);
  return shelf;
}

/** The letter at a key in which this id stands, if there is one. */
export async function findRedisLetter(redis: Redis, key: string, id: string): Promise<Letter | undefined> {
  const shelf = await shelfAt(redis, key);
  const text = (await shelf?.texts(redis, key))?.find((each) => each.includes(id));
  return text === undefined ? undefined : letterFrom(text, {});
}

/** Takes away the letters at a key in which this id stands. */
export async function removeRedisLetters(redis: Redis, key: string, id: string): Promise<void> {
  const shelf = await shelfAt(redis, key);
  const texts = new Set((await shelf?.texts(redis, key))?.filter((each) => each.includes(id)));
  for (const text of texts) await shelf?.remove(redis, key, text);
}
