import type { Permit } from './permit.js';
import { type Refusal, without } from './refusal.js';

/** Functions of PostgreSQL that only look, and words that may stand before a bracket. Any other may change something. */
const LOOKING = new Set(
  (
    'array_agg avg coalesce count current_setting date_trunc extract format_type greatest has_schema_privilege has_table_privilege ' +
    'json_agg json_build_object jsonb_agg jsonb_build_object least length lower max min now nullif pg_backend_pid pg_database_size ' +
    'pg_encoding_to_char pg_get_constraintdef pg_get_indexdef pg_is_in_recovery pg_last_xact_replay_timestamp pg_postmaster_start_time ' +
    'row_number string_agg sum to_regclass upper version ' +
    'all and any as by distinct exists filter from in join not on or over select using values when where'
  ).split(' '),
);

/** The most of a statement that a message shows. */
const EXCERPT = 80;

/** Why a statement must not be sent to a database, if it must not. Pure. */
export function judgeStatement(text: string, { held, why }: Pick<Permit, 'held' | 'why'>): Refusal | undefined {
  const act = `\`${text.trim().replaceAll(/\s+/g, ' ').slice(0, EXCERPT)}\``;
  if (!held.includes('direct')) return without('direct', act, why);
  return held.includes('writes') || isReading(text) ? undefined : without('writes', act, why);
}

/**
 * Whether a statement only reads, as far as its text can tell: one that begins as a query, locks and makes nothing, and calls only what is known
 * to look. What is not plain is taken for a write. The transaction that it runs in is read-only besides. Pure.
 */
export function isReading(text: string): boolean {
  // Where a comment or a quote of another kind begins, this reading of it may differ from the database's.
  if (/--|\/\*|;|\\|\$[A-Za-z_]*\$|"\s*\(/.test(text)) return false;
  const bare = text.replaceAll(/'(?:[^']|'')*'/g, "''").toLowerCase();
  if (!/^\s*(?:select|show|table|values)\b/.test(bare)) return false;
  if (/\binto\b|\bfor\s+(?:update|no\s+key\s+update|share|key\s+share)\b/.test(bare)) return false;
  // A function in a schema is somebody's own, whatever it is called.
  return [...bare.matchAll(/(\.?)\s*([a-z_][\w$]*)\s*\(/g)].every(
    ([, dot, name = '']) => dot === '' && LOOKING.has(name),
  );
}
