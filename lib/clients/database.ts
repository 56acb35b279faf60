import { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import type { Guard } from '../guard/guard.js';
import { judgeStatement } from '../guard/statement.js';
import type { Target } from '../target/target.js';
import { tlsOf } from './dispatcher.js';

/** How a data service is reached, and under whose eyes. */
export interface DirectOptions {
  readonly guard: Guard;
  readonly access: Target['access'];
  /** Milliseconds to connect, and for each thing that is asked. */
  readonly timeout: number;
}

export type Row = Readonly<Record<string, unknown>>;

/** Settings of a session by their names, for the time of one transaction. */
export type Settings = Readonly<Record<string, string>>;

/** Settings of applications have a dot in their names; with `role` policies of others are asked, with `enable_seqscan` the planner. */
const isHarmless = (name: string): boolean => name.includes('.') || name === 'role' || name === 'enable_seqscan';

/** One connection to a PostgreSQL database. Without `writes` it sends nothing but queries, each in a transaction that is read-only. */
export class Database {
  readonly #client: Client;
  readonly #guard: Guard;
  readonly #timeout: number;

  private constructor(client: Client, { guard, timeout }: DirectOptions) {
    this.#client = client;
    this.#guard = guard;
    this.#timeout = timeout;
  }

  /** Connects. Throws `RefusedError` without the grant `direct`. */
  static async open(url: URL, options: DirectOptions): Promise<Database> {
    options.guard.need('direct', `connecting to ${url.host}`);
    // Imported when it is used: a command that asks no database would pay for it otherwise.
    const { default: pg } = await import('pg');
    const client = new pg.Client(sessionOptions(url, options));
    // A server that dies under us would otherwise end this process.
    client.on('error', () => undefined);
    await client.connect();
    return new Database(client, options);
  }

  /** Sends one statement, and gives its rows. Throws `RefusedError` when it may change something and the run may not. */
  async query(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    this.#guard.allow(judgeStatement(text, this.#guard.permit));
    if (this.#guard.permit.held.includes('writes')) return this.#send(text, values);
    // A transaction cannot be made to write any more once it has asked something.
    await this.#client.query('begin read only; select 1');
    try {
      return await this.#send(text, values);
    } finally {
      await this.#client.query('rollback');
    }
  }

  /** Sends one statement in a transaction in which these settings hold, and takes back what it did. Throws for a setting that no check has reason to change. */
  async within(settings: Settings, text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    this.#guard.allow(judgeStatement(text, this.#guard.permit));
    return this.#takenBack(settings, text, values);
  }

  /** How the server would carry out a statement. It does not: not even what must not be written is. */
  async plan(text: string, values: readonly unknown[] = [], settings: Settings = {}): Promise<unknown> {
    if (text.includes(';')) throw new Error(`this is more than one statement: ${text}`);
    const [row] = await this.#takenBack(settings, `explain (format json) ${text}`, values);
    return row?.['QUERY PLAN'];
  }

  /** The first column of all rows, in one line; `nothing` when there are none. */
  async list(text: string, values: readonly unknown[] = []): Promise<string> {
    const rows = await this.query(text, values);
    return rows.map((row) => String(Object.values(row)[0])).join(', ') || 'nothing';
  }

  /** The server's process behind this session; behind a pooler, as long as a transaction is open. */
  async pid(): Promise<unknown> {
    const [row] = await this.query('select pg_backend_pid() as pid');
    return row?.['pid'];
  }

  /** Whether this session holds what another one waits for. */
  async blocks(pid: unknown): Promise<boolean> {
    const [row] = await this.query('select pg_backend_pid() = any(pg_blocking_pids($1)) as blocks', [pid]);
    return row?.['blocks'] === true;
  }

  async close(): Promise<void> {
    await endedInTime(this.#client.end(), this.#timeout);
  }

  async #takenBack(settings: Settings, text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const forbidden = Object.keys(settings).find((name) => !isHarmless(name));
    if (forbidden !== undefined) throw new Error(`${forbidden} is a setting of the server, which no check changes`);
    const mayWrite = this.#guard.permit.held.includes('writes');
    // A transaction cannot be made to write any more once it has asked something.
    await this.#client.query(mayWrite ? 'begin' : 'begin read only; select 1');
    try {
      for (const [name, value] of Object.entries(settings))
        await this.#client.query('select pg_catalog.set_config($1, $2, true)', [name, value]);
      return await this.#send(text, values);
    } finally {
      await this.#client.query('rollback');
    }
  }

  async #send(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const { rows } = await this.#client.query<Record<string, unknown>>({ text, values: [...values] });
    return rows;
  }
}

/** Waits for sessions to end, which free what they hold; a server that hangs must not make us hang. */
export const endedInTime = (ended: Promise<void>, timeout: number): Promise<void> =>
  Promise.race([ended, pause(timeout, undefined, { ref: false })]);

/** What every session is opened with. */
export const sessionOptions = (url: URL, { guard, access, timeout }: DirectOptions) => ({
  ...databaseAccess(url, access),
  stream: () => pinned(new Socket(), guard),
  connectionTimeoutMillis: timeout,
  query_timeout: timeout,
  application_name: 'firstlight',
});

/** A socket that finds the address of a name as all clients do. */
export function pinned(socket: Socket, { lookup }: Guard): Socket {
  const connect = socket.connect.bind(socket);
  return Object.assign(socket, {
    connect: (port: number, host: string) => connect({ port, host, lookup }),
  });
}

/** Modes in which a client of libpq encrypts without asking who answers. */
const UNVERIFIED = ['prefer', 'require', 'no-verify'];

/**
 * The client's own reading of `sslmode` verifies always, and warns; here it means what it means to libpq
 * (https://www.postgresql.org/docs/current/libpq-ssl.html).
 */
export function databaseAccess(url: URL, access: Target['access']): { connectionString: string; ssl?: object } {
  const mode = url.searchParams.get('sslmode');
  const statesMore = url.searchParams.has('sslrootcert') || url.searchParams.has('uselibpqcompat');
  if (mode === null || mode === 'disable' || mode === 'allow' || statesMore) return { connectionString: url.href };
  const plain = new URL(url);
  plain.searchParams.delete('sslmode');
  return { connectionString: plain.href, ssl: { ...tlsOf(access), rejectUnauthorized: !UNVERIFIED.includes(mode) } };
}
