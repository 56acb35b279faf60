import { z } from 'zod';
import type { Database } from '../../clients/database.js';
import type { Resolved } from '../../target/env.js';
import type { Migrations } from '../../target/presets/database.js';
import type { Coded } from '../codes.js';

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.bigint()]).transform(String));

/** The migrations that a database says it has had, in the order of their names: `9` comes before `12`. */
export async function observeMigrations(
  database: Database,
  { table = 'schema_migrations', column = 'version', query }: Resolved<Migrations>,
): Promise<readonly string[]> {
  const rows = await database.query(query ?? `select ${column} from ${table}`);
  const names = rows.flatMap((row) => Object.values(rowSchema.parse(row)).slice(0, 1));
  return names.toSorted(new Intl.Collator('en', { numeric: true }).compare);
}

/** Judges whether the last migration is the one that must be. Pure. */
export function judgeMigrations(applied: readonly string[], expected: string, service: string): Coded[] {
  const last = applied.at(-1);
  if (last === expected) return [];
  return [
    {
      code: 'database.migrations',
      severity: 'fail',
      cause: 'stale-build',
      service,
      expected: `migration ${expected} as the last`,
      actual: last === undefined ? 'no migration' : `migration ${last}`,
      hint: applied.includes(expected)
        ? 'the database is newer than the build: deploy that which belongs to it'
        : 'run the migrations of this build, and look why the deployment did not',
      evidence: { applied: applied.slice(-5).join(', ') },
    },
  ];
}
