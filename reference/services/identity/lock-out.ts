import { createHash } from 'node:crypto';
import { ApiError, reaching } from '../../kernel/errors.js';
import type { Redis } from '../../kernel/redis.js';

export interface LockOutSettings {
  readonly LOCK_OUT_AFTER: number;
  readonly LOCK_OUT_SECONDS: number;
}

const keyOf = (email: string): string =>
  `auth:failed:${createHash('sha256').update(email.toLowerCase()).digest('hex')}`;

/** Keeps who guesses passwords from guessing on, whether there is such an account or not. */
export function createLockOut(redis: Redis, { LOCK_OUT_AFTER, LOCK_OUT_SECONDS }: LockOutSettings) {
  return {
    /** Throws for an address that has failed too often of late. */
    admit: async (email: string): Promise<void> => {
      const failed = Number(await reaching('redis', () => redis.get(keyOf(email))));
      if (failed >= LOCK_OUT_AFTER)
        throw new ApiError(429, 'account_locked', 'Too many wrong passwords; try again shortly.');
    },
    failed: async (email: string): Promise<void> => {
      await reaching('redis', () => redis.multi().incr(keyOf(email)).expire(keyOf(email), LOCK_OUT_SECONDS).exec());
    },
    succeeded: async (email: string): Promise<void> => {
      await reaching('redis', () => redis.del(keyOf(email)));
    },
  };
}
