import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { postgresDatabase, type RowSecurity } from '../../lib/target/capabilities.js';

const MIGRATIONS = join(import.meta.dirname, '../../reference/migrations');

/** Two schools, each with people, essays and assignments. */
const SCHOOLS = { a: '00000000-0000-4000-8000-000000010001', b: '00000000-0000-4000-8000-000000010002' };

const ofSchools = (table: string): RowSecurity => ({
  table,
  column: 'school_id',
  setting: 'app.school_id',
  tenants: SCHOOLS,
  bindsOwner: true,
});

/** What the platform's database is, and keeps apart. */
export const database = postgresDatabase({
  service: 'postgres',
  version: { min: '16', max: '18' },
  migrations: { table: 'public.schema_migrations', expected: newestMigration() },
  statementTimeout: 5_000,
  headroom: 30,
  rowSecurity: ['identity.users', 'content.essays', 'assessment.assignments'].map(ofSchools),
  indexes: [
    {
      index: 'essays_school',
      query: 'select id from content.essays where school_id = $1 order by created_at desc, id',
      values: [SCHOOLS.a],
    },
  ],
});

/** The number that the file of the newest migration of this build begins with. */
function newestMigration(): string {
  const files = readdirSync(MIGRATIONS).filter((file) => file.endsWith('.sql'));
  return files.toSorted().at(-1)?.slice(0, 4) ?? 'none';
}
