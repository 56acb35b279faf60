import type { Pool, PoolClient } from 'pg';
import { type DirectOptions, endedInTime, sessionOptions } from './database.js';
import { refusalOf } from './sql-outcome.js';

/** A session that works: a transaction is open in it, so that no pooler on the way gives it to anybody else. */
export interface WorkingSession {
  /** The server's process behind it. */
  readonly pid: number;
  /** Whether it still does; one that does not is given up. */
  readonly answers: () => Promise<boolean>;
  /** Ends the work; the session waits for other work. */
  readonly rest: () => Promise<void>;
}

/** Sessions of a PostgreSQL database, no more than its size, lent to whoever asks. It only reads. */
export class DatabasePool {
  readonly #pool: Pool;
  readonly #lent = new Set<PoolClient>();

  readonly #timeout: number;

  private constructor(pool: Pool, timeout: number) {
    this.#pool = pool;
    this.#timeout = timeout;
  }

  /** Connects to nobody yet. Throws `RefusedError` without the grant `direct`. */
  static async open(url: URL, { size, ...options }: DirectOptions & { readonly size: number }): Promise<DatabasePool> {
    options.guard.need('direct', `connecting to ${url.host}`);
    const { default: pg } = await import('pg');
    const pool = new pg.Pool({ ...sessionOptions(url, options), max: size });
    // Who takes a session that has ended meanwhile is told so by the next statement.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return new DatabasePool(pool, options.timeout);
  }

  /** How many ask for a session and have to wait for one. */
  get waiting(): number {
    return this.#pool.waitingCount;
  }

  /** Has a session work, as soon as one is free. */
  async work(): Promise<WorkingSession> {
    const client = await this.#pool.connect();
    this.#lent.add(client);
    const giveBack = (broken = false): void => {
      if (this.#lent.delete(client)) client.release(broken);
    };
    try {
      await client.query('begin read only');
      const { rows } = await client.query<{ pid: number }>('select pg_catalog.pg_backend_pid() as pid');
      const finish = (text: string): Promise<unknown> =>
        client.query(text).catch((error: unknown) => {
          giveBack(true);
          throw error;
        });
      return {
        pid: rows[0]?.pid ?? 0,
        answers: async () =>
          finish('select 1').then(
            () => true,
            () => false,
          ),
        rest: async () => {
          await finish('rollback');
          giveBack();
        },
      };
    } catch (error) {
      giveBack(true);
      throw error;
    }
  }

  /** Has so many sessions work at the same time and then rest: how many there were, or what the first that failed says. */
  async workTogether(sessions: number): Promise<number | string> {
    const works = await Promise.allSettled(Array.from({ length: sessions }, () => this.work()));
    const working = works.flatMap((work) => (work.status === 'fulfilled' ? [work.value] : []));
    await Promise.all(working.map((session) => session.rest()));
    const failed = works.find((work) => work.status === 'rejected');
    if (failed === undefined) return new Set(working.map(({ pid }) => pid)).size;
    return refusalOf(failed.reason) ?? String(failed.reason);
  }

  /** Ends all sessions, also those that work. */
  async close(): Promise<void> {
    for (const client of this.#lent) client.release(true);
    this.#lent.clear();
    await endedInTime(this.#pool.end(), this.#timeout);
  }
}
