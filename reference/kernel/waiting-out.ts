import { setTimeout as delay } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import type { Database } from './database.js';
import { DependencyUnavailableError } from './errors.js';

export interface Waiting {
  /** Ends the waiting when the process ends. */
  readonly signal: AbortSignal;
  /** Called before each wait. */
  readonly waits?: (error: unknown) => void;
  /** What is worth another try; a dependency that does not answer, unless told otherwise. */
  readonly isTemporary?: (error: unknown) => boolean;
}

const RETRY_MS = 500;

/** Tries until it works, for as long as the database is away: work in the background is not lost to its restart. */
export async function waitingOut<T>(
  step: () => Promise<T>,
  { signal, waits, isTemporary = isAway }: Waiting,
): Promise<T> {
  for (;;) {
    try {
      return await step();
    } catch (error) {
      if (!isTemporary(error)) throw error;
      waits?.(error);
      await delay(RETRY_MS, undefined, { signal });
    }
  }
}

const isAway = (error: unknown): boolean => error instanceof DependencyUnavailableError;

// No school has this id, so what is found under it is found through a policy for unfinished work alone.
const NO_SCHOOL = '00000000-0000-0000-0000-000000000000';

/** Looks, in all schools, for what an earlier process left unfinished. */
export function findUnfinished<T>(database: Database, work: (client: PoolClient) => Promise<T>): Promise<T> {
  return database.withTenant(NO_SCHOOL, async (client) => {
    await client.query("SELECT set_config('app.purpose', 'resume', true)");
    return work(client);
  });
}
