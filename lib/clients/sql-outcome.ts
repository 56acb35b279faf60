/** What a statement came to that nobody answered in time. */
export const NO_ANSWER = 'no answer';

/**
 * What a statement comes to: `done`, or what it lists, the SQLSTATE by which the server refuses it, or `no answer` in time. Throws what is none of
 * these, such as a refusal of the guard. (https://www.postgresql.org/docs/current/errcodes-appendix.html)
 */
export async function sqlOutcome(asked: Promise<unknown>): Promise<string> {
  try {
    const answer = await asked;
    return typeof answer === 'string' ? answer : 'done';
  } catch (error) {
    const outcome = refusalOf(error);
    if (outcome === undefined) throw error;
    return outcome;
  }
}

/** The SQLSTATE of a server's refusal, or `no answer`; undefined for any other error. */
export function refusalOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  // Errors of the network have codes as well, and no severity.
  if ('severity' in error && 'code' in error && typeof error.code === 'string') return error.code;
  return /^(?:Query read timeout|timeout exceeded when trying to connect)$/.test(error.message) ? NO_ANSWER : undefined;
}

/** The SQLSTATEs that checks wait for. */
export const SQLSTATE = {
  notNull: '23502',
  foreignKey: '23503',
  unique: '23505',
  check: '23514',
  readOnly: '25006',
  serialization: '40001',
  deadlock: '40P01',
  privilege: '42501',
  canceled: '57014',
} as const;
