import { readdirSync } from 'node:fs';
import pg from 'pg';
import { DependencyUnavailableError } from './errors.js';

export interface DatabaseSummary {
  readonly migration: { readonly applied: string | null; readonly expected: string };
  /** Rows per table as the server's statistics count them: exact counts would see nothing through row-level security. */
  readonly tables: Readonly<Record<string, number>>;
  readonly pool: { readonly total: number; readonly idle: number; readonly waiting: number };
}

export interface Database {
  readonly pool: pg.Pool;
  /** Runs `work` in one transaction that sees only the rows of one school. */
  withTenant<T>(schoolId: string, work: (client: pg.PoolClient) => Promise<T>): Promise<T>;
  /** One statement outside any school: it sees no tenant's row. */
  query<Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  readonly ping: () => Promise<void>;
  migrationLevel(): Promise<DatabaseSummary['migration']>;
  summary(): Promise<DatabaseSummary>;
  close(): Promise<void>;
}

const expectedMigration =
  readdirSync(new URL('../migrations/', import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .toSorted()
    .at(-1)
    ?.slice(0, 4) ?? '0000';

export function createDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 1_000,
    statement_timeout: 2_000,
    query_timeout: 1_500,
    keepAlive: true,
  });
  // An idle connection that the server ends would otherwise end the process.
  pool.on('error', () => undefined);

  const query: Database['query'] = (sql, values = []) =>
    reachingPostgres(async () => (await pool.query(sql, [...values])).rows);

  const migrationLevel = async () => {
    const rows = await query<{ version: string | null }>(
      'SELECT max(version) AS version FROM public.schema_migrations',
    );
    return { applied: rows[0]?.version ?? null, expected: expectedMigration };
  };

  return {
    pool,
    query,
    migrationLevel,
    withTenant: (schoolId, work) => reachingPostgres(() => inTransaction(pool, schoolId, work)),
    ping: async () => void (await query('SELECT 1')),
    summary: async () => ({
      migration: await migrationLevel(),
      tables: await tableRows(query),
      pool: { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
    }),
    close: () => pool.end(),
  };
}

async function inTransaction<T>(
  pool: pg.Pool,
  schoolId: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    await client.query("SELECT set_config('app.school_id', $1, true)", [schoolId]);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    if (isConnectionError(error)) broken = error;
    else await client.query('ROLLBACK');
    throw error;
  } finally {
    // A connection with an unanswered statement on it must not go back to the pool.
    client.release(broken);
  }
}

async function tableRows(query: Database['query']): Promise<Record<string, number>> {
  const rows = await query<{ name: string; rows: number }>(
    `SELECT schemaname || '.' || relname AS name, n_live_tup::int AS rows FROM pg_stat_user_tables
     WHERE schemaname <> 'public' AND has_schema_privilege(schemaname, 'USAGE') AND has_table_privilege(relid, 'SELECT')
     ORDER BY 1`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, row.rows]));
}

async function reachingPostgres<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isConnectionError(error) ? new DependencyUnavailableError('postgres', error) : error;
  }
}

// Node's error codes, and the SQLSTATE classes for connection, resources and operator intervention.
const connectionCode = /^(E[A-Z]{3,}|08...|53...|57...)$/;
// The driver gives these no code.
const connectionMessage =
  /timeout exceeded when trying to connect|Query read timeout|Connection terminated|not queryable/;

function isConnectionError(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  if ('code' in error && typeof error.code === 'string') return connectionCode.test(error.code);
  return error instanceof AggregateError || connectionMessage.test(error.message);
}

/** Tells whether a statement failed on a unique index. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '23505';
}
