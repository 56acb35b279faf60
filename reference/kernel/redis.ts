import { Redis } from 'ioredis';

export type { Redis } from 'ioredis';

const limits = {
  connectTimeout: 1_000,
  commandTimeout: 1_000,
  retryStrategy: (attempt: number) => Math.min(attempt * 50, 500),
};

/** A client that fails within a second instead of queueing while the server is away, and comes back by itself. */
export function createRedis(url: string): Redis {
  const redis = new Redis(url, { ...limits, enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  // Without a listener a lost connection would end the process; each failed command reports itself.
  redis.on('error', () => undefined);
  return redis;
}

/** A client for subscriptions only: it remembers them and renews them after a reconnect. */
export function createSubscriber(url: string): Redis {
  const redis = new Redis(url, { ...limits, maxRetriesPerRequest: null });
  redis.on('error', () => undefined);
  return redis;
}
