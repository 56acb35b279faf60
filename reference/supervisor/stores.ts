import { once } from 'node:events';
import type { Stores } from '../faults/define.js';
import { type PlatformFacts, redisUrl } from './services.js';

const CONNECT_TIMEOUT_MS = 2_000;

/** Lends the platform's Redis and object store; their clients are loaded only when a fault wants them. */
export async function withStores(facts: PlatformFacts, work: (stores: Stores) => Promise<void>): Promise<void> {
  const [{ createRedis }, { createStorage }] = await Promise.all([
    import('../kernel/redis.js'),
    import('../kernel/storage.js'),
  ]);
  const redis = createRedis(redisUrl(facts));
  try {
    await once(redis, 'ready', { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
    await work({ redis, storage: createStorage(facts.storage) });
  } finally {
    redis.disconnect();
  }
}
