import { grouped } from '../verdict/canonical.js';
import type { CheckResult, Outcome } from '../verdict/evidence.js';
import type { Results } from './results.js';

/** How many checks came to what. */
export function countsOf(checks: readonly CheckResult[]) {
  const count = (outcome: Outcome): number => checks.filter((check) => check.outcome === outcome).length;
  return {
    total: checks.length,
    passed: count('passed'),
    failed: count('failed'),
    flaky: count('flaky'),
    blocked: count('blocked'),
    unverified: count('unverified'),
    not_applicable: count('not-applicable'),
  };
}

/** How many checks of each area came to what. */
export const areasOf = (checks: readonly CheckResult[]): Results['areas'] =>
  [...grouped(checks, ({ area }) => area)].map(([area, of]) => ({ area, ...countsOf(of) }));

/** How many checks of a run came to what. */
export const testsOf = (checks: readonly CheckResult[], errors: number): Results['tests'] => ({
  ...countsOf(checks),
  warnings: checks.reduce((sum, { warnings }) => sum + warnings.length, 0),
  errors,
});
