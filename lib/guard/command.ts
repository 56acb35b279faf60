import type { Permit } from './permit.js';
import { type Refusal, without } from './refusal.js';

/** Commands of Redis that change nothing, for nobody. */
const READING = new Set(
  (
    'dbsize exists expiretime get getrange hexists hget hgetall hkeys hlen hmget hscan hvals info lindex llen lrange mget ping psubscribe pttl ' +
    'punsubscribe scan scard sismember smembers sscan strlen subscribe time ttl type unsubscribe xlen xrange xread xrevrange zcard zcount zrange ' +
    'zrangebyscore zscan zscore'
  ).split(' '),
);

/** Why a command must not be sent to a Redis server, if it must not. Pure. */
export function judgeCommand(name: string, { held, why }: Pick<Permit, 'held' | 'why'>): Refusal | undefined {
  const act = `Redis ${name.toUpperCase()}`;
  if (!held.includes('direct')) return without('direct', act, why);
  return held.includes('writes') || READING.has(name.toLowerCase()) ? undefined : without('writes', act, why);
}
