import type { CheckResult, Incident } from '../verdict/evidence.js';

/** The checks that failed or were held back because of an incident, in their order. */
export function explainedBy({ explains }: Pick<Incident, 'explains'>, checks: readonly CheckResult[]): CheckResult[] {
  const ids = new Set(explains);
  return checks.filter(({ id }) => ids.has(id));
}
