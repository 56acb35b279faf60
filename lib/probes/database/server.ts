import { z } from 'zod';
import type { Database } from '../../clients/database.js';
import type { Coded } from '../codes.js';

/** What a database server says of itself. */
export interface ServerFacts {
  readonly version: string;
  /** Milliseconds that a statement of this login may take; 0 where nothing ends it. */
  readonly statementTimeout: number;
}

const rowSchema = z.object({ version: z.string(), timeout: z.coerce.number() });

/** Asks a server for its version and for the limit of statements. */
export async function observeServer(database: Database): Promise<ServerFacts> {
  const [row] = await database.query(
    `select current_setting('server_version') as version, setting as timeout from pg_settings where name = 'statement_timeout'`,
  );
  const { version, timeout } = rowSchema.parse(row);
  return { version, statementTimeout: timeout };
}

/** The versions between which one must be; both ends included, and each with as many parts as count. */
export interface VersionRange {
  readonly min?: string;
  readonly max?: string;
}

/** Judges a server's version. Pure. */
export function judgeVersion({ version }: ServerFacts, { min, max }: VersionRange, service: string): Coded[] {
  const fits = (min === undefined || compare(version, min) >= 0) && (max === undefined || compare(version, max) <= 0);
  if (fits) return [];
  return [
    {
      code: 'database.version',
      severity: 'fail',
      cause: 'misconfigured',
      service,
      expected: [min === undefined ? '' : `${min} or newer`, max === undefined ? '' : `not above ${max}`]
        .filter(Boolean)
        .join(', '),
      actual: version,
      hint: 'upgrade the server, or state in `database.version` what the platform runs on',
      evidence: {},
    },
  ];
}

/** By as many parts as the bound has: 18.1 is not above 18. */
function compare(version: string, bound: string): number {
  const seen = partsOf(version);
  const differences = partsOf(bound).map((part, place) => (seen[place] ?? 0) - part);
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** `16.4 (Debian 16.4-1)` has 16 and 4; `19beta1` has 19. */
const partsOf = (version: string): number[] => (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '0').split('.').map(Number);

/** Judges the limit of statements. Pure. */
export function judgeStatementTimeout({ statementTimeout }: ServerFacts, limit: number, service: string): Coded[] {
  if (statementTimeout > 0 && statementTimeout <= limit) return [];
  return [
    {
      code: 'database.statement-timeout',
      severity: 'fail',
      cause: 'misconfigured',
      service,
      expected: `statements end after ${limit} ms at the latest`,
      actual: statementTimeout === 0 ? 'no limit' : `${statementTimeout} ms`,
      hint: `\`ALTER ROLE ... SET statement_timeout = ${limit}\`, for the login that the target names`,
      evidence: {},
    },
  ];
}
