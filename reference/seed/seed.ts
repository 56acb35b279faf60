import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { hashPassword } from '../kernel/passwords.js';
import { createStorage } from '../kernel/storage.js';
import { readEssays } from './essays.js';
import type { SeedOptions, SeedPasswords } from './options.js';
import { type SchoolKey, schools } from './people.js';
import { CONTENT_TYPE, type PasswordHashes, type Row, rowsOf, storageKeyOf } from './rows.js';

/** All essays are stored at once, while every service is starting. */
const PATIENCE_MS = 15_000;

/** Fills a migrated, empty platform: the same schools, people, assignments and essays at every start. */
export async function seed({ databaseUrl, storage, passwords }: SeedOptions): Promise<void> {
  const [essays, hashes] = await Promise.all([readEssays(), hashesOf(passwords)]);
  const store = createStorage(storage, PATIENCE_MS);
  const schoolRows = schoolKeys.map((school) => [school, rowsOf(school, essays, hashes)] as const);
  await Promise.all([
    fillDatabase(databaseUrl, schoolRows),
    ...essays.map((essay) => store.put(storageKeyOf(essay), essay.bytes, CONTENT_TYPE)),
  ]);
}

const schoolKeys = ['harbourStreet', 'northfield', 'quayside'] as const satisfies readonly SchoolKey[];

async function hashesOf({ member, forbidden, otherTenant, admin, subscriber }: SeedPasswords): Promise<PasswordHashes> {
  return {
    member: await hashPassword(member),
    forbidden: await hashPassword(forbidden),
    otherTenant: await hashPassword(otherTenant),
    admin: await hashPassword(admin),
    subscriber: await hashPassword(subscriber),
    nobody: await hashPassword(randomUUID()),
  };
}

async function fillDatabase(
  url: string,
  schoolRows: readonly (readonly [SchoolKey, ReadonlyMap<string, readonly Row[]>])[],
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [school, tables] of schoolRows) {
      await client.query('BEGIN');
      await client.query("SELECT set_config('app.school_id', $1, true)", [schools[school].id]);
      for (const [table, rows] of tables) await insert(client, table, rows);
      await client.query('COMMIT');
    }
  } finally {
    await client.end();
  }
}

/** Inserts all rows in one statement; they have the same columns. */
async function insert(client: pg.Client, table: string, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await client.query(
    `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1)`,
    [JSON.stringify(rows)],
  );
}
