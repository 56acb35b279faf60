import type { Stores } from '../faults/define.js';
import { DATABASE, SUPERUSER, databaseUrl, withClient } from './database.js';
import type { PlatformFacts } from './services.js';
import { withStores } from './stores.js';

/** How much the stores hold, so that whoever used the platform can see what stayed. */
export interface Holdings {
  /** By table. */
  readonly rows: Readonly<Record<string, number>>;
  /** By the first two parts of their names. */
  readonly keys: Readonly<Record<string, number>>;
  readonly objects: number;
  /** Schemas that no migration made. */
  readonly schemas: readonly string[];
}

/** Counts everything, whosever it is. */
export async function countHoldings(facts: PlatformFacts): Promise<Holdings> {
  const { ports, secrets } = facts;
  const rows = await countRows(databaseUrl(ports.postgres, SUPERUSER, secrets.superuser, DATABASE));
  let keys = {};
  let objects = 0;
  await withStores(facts, async ({ redis, storage }) => {
    keys = await countKeys(redis);
    objects = (await storage.list()).length;
  });
  return { ...rows, keys, objects };
}

const OWN_SCHEMAS = ['identity', 'content', 'assessment', 'account', 'public'];

async function countRows(url: string): Promise<Pick<Holdings, 'rows' | 'schemas'>> {
  return withClient(url, async (client) => {
    const tables = await client.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables
       WHERE schemaname = ANY ($1) ORDER BY schemaname, tablename`,
      [OWN_SCHEMAS],
    );
    const rows: Record<string, number> = {};
    for (const { schema, name } of tables.rows) {
      const table = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
      const counted = await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${table}`);
      rows[`${schema}.${name}`] = counted.rows[0]?.count ?? 0;
    }
    const others = await client.query<{ name: string }>(
      `SELECT nspname AS name FROM pg_namespace
       WHERE nspname <> ALL ($1) AND nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY nspname`,
      [OWN_SCHEMAS],
    );
    return { rows, schemas: others.rows.map(({ name }) => name) };
  });
}

async function countKeys(redis: Stores['redis']): Promise<Record<string, number>> {
  const families: Record<string, number> = {};
  let cursor = '0';
  do {
    const [next, keys] = await redis.scan(cursor, 'COUNT', 1_000);
    cursor = next;
    for (const key of keys) {
      const family = key.split(':').slice(0, 2).join(':');
      families[family] = (families[family] ?? 0) + 1;
    }
  } while (cursor !== '0');
  return families;
}
