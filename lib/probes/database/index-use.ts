import type { Database } from '../../clients/database.js';
import type { Resolved } from '../../target/env.js';
import type { IndexUse } from '../../target/presets/database.js';
import type { Coded } from '../codes.js';

/** From what the server would answer a query. */
export interface IndexFacts {
  readonly index: string;
  readonly used: readonly string[];
}

/** Has the server plan a query as if reading whole tables were dear, which on a small one is cheaper than any index. */
export async function observeIndexUse(
  database: Database,
  { index, query, values }: Resolved<IndexUse>,
): Promise<IndexFacts> {
  return { index, used: indexesIn(await database.plan(query, values, { enable_seqscan: 'off' })) };
}

/** The indexes that a plan names, however deep in it. Pure. */
export function indexesIn(plan: unknown): string[] {
  if (typeof plan !== 'object' || plan === null) return [];
  return Object.entries(plan).flatMap(([key, value]: [string, unknown]) =>
    key === 'Index Name' && typeof value === 'string' ? [value] : indexesIn(value),
  );
}

/** Judges whether the index is used that must be. Pure. */
export function judgeIndexUse({ index, used }: IndexFacts, service: string): Coded[] {
  if (used.includes(index)) return [];
  return [
    {
      code: 'database.index-unused',
      severity: 'fail',
      cause: 'misconfigured',
      service,
      expected: `the query is answered from index ${index}`,
      actual: used.length === 0 ? 'it reads the whole table' : `it uses ${used.join(', ')}`,
      hint: `\`select indisvalid from pg_index where indexrelid = '${index}'::regclass\`: is it there, and valid?`,
      evidence: {},
    },
  ];
}
