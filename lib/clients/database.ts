import { Socket } from 'node:net';
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

/** One connection to a PostgreSQL database. Without `writes` it sends nothing but queries, each in a transaction that is read-only. */
export class Database {
  readonly #client: Client;
  readonly #guard: Guard;

  private constructor(client: Client, guard: Guard) {
    this.#client = client;
    this.#guard = guard;
  }

  /** Connects. Throws `RefusedError` without the grant `direct`. */
  static async open(url: URL, { guard, access, timeout }: DirectOptions): Promise<Database> {
    guard.need('direct', `connecting to ${url.host}`);
    // Imported when it is used: a command that asks no database would pay for it otherwise.
    const { default: pg } = await import('pg');
    const client = new pg.Client({
      ...databaseAccess(url, access),
      stream: () => pinned(new Socket(), guard),
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
      application_name: 'firstlight',
    });
    // A server that dies under us would otherwise end this process.
    client.on('error', () => undefined);
    await client.connect();
    return new Database(client, guard);
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

  async close(): Promise<void> {
    await this.#client.end();
  }

  async #send(text: string, values: readonly unknown[]): Promise<readonly Row[]> {
    const { rows } = await this.#client.query<Record<string, unknown>>({ text, values: [...values] });
    return rows;
  }
}

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
