import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './decide.js';
import type { CheckResult, Evidence, Verdict } from './evidence.js';
import { loadPolicy, SHIPPED_POLICIES, type Policy } from './policy.js';
import { DECISIONS } from './standing.js';
import { policies, runs } from './testing/arbitraries.js';
import { aFinding } from './testing/builders.js';

const badness = ({ decision }: Verdict): number => DECISIONS.indexOf(decision);

const plain = {
  reason: null,
  blockedBy: null,
  unverified: null,
  cause: null,
  warnings: [],
} satisfies Partial<CheckResult>;

/** One check, from good to bad. What is withheld by the target was never asked of the run: it has no place beside `flaky`. */
const fromGoodToBad = (blockedBy: string | null, cause: CheckResult['cause']): Partial<CheckResult>[][] => {
  const passed = { ...plain, outcome: 'passed' as const };
  const warned = { ...passed, warnings: [aFinding('a', { severity: 'warn' })] };
  const flaky = { ...plain, outcome: 'flaky' as const };
  const unverified = { ...plain, outcome: 'unverified' as const, unverified: 'could-not' as const };
  const withheld = { ...unverified, unverified: 'withheld' as const };
  const blocked = { ...plain, outcome: 'blocked' as const, blockedBy };
  const failed = { ...plain, outcome: 'failed' as const, reason: 'no', cause };
  return [
    [passed, warned, flaky, unverified, blocked, failed],
    [passed, warned, withheld, blocked, failed],
  ];
};

const makeOneWorse = (policy: fc.Arbitrary<Policy>, numRuns: number): void =>
  fc.assert(
    fc.property(
      runs,
      policy,
      fc.nat(),
      fc.constantFrom('a', 'b', 'nobody', null),
      fc.constantFrom(null, 'data'),
      (run, rules, pick, blocker, cause) => {
        const chosen = pick % run.checks.length;
        const decisionWith = (outcome: Partial<CheckResult>): number => {
          const checks = run.checks.map((check, place) => (place === chosen ? { ...check, ...outcome } : check));
          return badness(decide({ ...run, checks }, rules).verdict);
        };
        for (const outcomes of fromGoodToBad(blocker, cause)) {
          const decisions = outcomes.map(decisionWith);
          expect(decisions).toEqual(decisions.toSorted((a, b) => a - b));
        }
      },
    ),
    { numRuns },
  );

const inAnyOrder = <T>(items: T[]): fc.Arbitrary<T[]> => fc.shuffledSubarray(items, { minLength: items.length });

const shuffled = (run: Evidence): fc.Arbitrary<Evidence> => {
  return fc.record({
    nodes: inAnyOrder(run.nodes),
    observations: inAnyOrder(run.observations),
    checks: inAnyOrder(run.checks),
    errors: inAnyOrder(run.errors),
    mustVerify: inAnyOrder(run.mustVerify),
    strict: fc.constant(run.strict),
    knownIssues: fc.constant(run.knownIssues),
    levels: inAnyOrder(run.levels),
  });
};

const EXECUTED: readonly CheckResult['outcome'][] = ['passed', 'failed', 'flaky'];

describe.each([...SHIPPED_POLICIES, 'own'])('the policy %s', (name) => {
  const policy = name === 'own' ? policies : fc.constant(loadPolicy(name));

  test('one check made worse never improves the verdict', () => {
    makeOneWorse(policy, 150);
  });

  test('nothing executed is never promoted', () => {
    fc.assert(
      fc.property(runs, policy, (run, rules) => {
        const checks = run.checks.filter(({ outcome }) => !EXECUTED.includes(outcome));
        expect(decide({ ...run, checks }, rules).verdict.decision).not.toBe('promote');
      }),
    );
  });

  test('an error of the run is never promoted', () => {
    fc.assert(
      fc.property(runs, policy, (run, rules) => {
        const { decision } = decide({ ...run, errors: ['the journal is missing'] }, rules).verdict;
        expect(decision).not.toBe('promote');
      }),
    );
  });

  test('a verdict carries exactly one reason: without it nothing forces the decision', () => {
    fc.assert(
      fc.property(runs, policy, (run, rules) => {
        const { reasons } = decide(run, rules).verdict;
        expect(reasons).toHaveLength(1);
        expect(reasons[0]?.text).not.toBe('');
      }),
    );
  });

  test('the same evidence in any order gives the same bytes', () => {
    fc.assert(
      fc.property(
        runs.chain((run) => fc.tuple(fc.constant(run), shuffled(run))),
        policy,
        ([run, other], rules) => {
          expect(JSON.stringify(decide(other, rules))).toBe(JSON.stringify(decide(run, rules)));
        },
      ),
    );
  });

  test('a judgement judged again stays the same', () => {
    fc.assert(
      fc.property(runs, policy, (run, rules) => {
        const once = decide(run, rules);
        expect(decide({ ...run, checks: [...once.checks] }, rules)).toEqual(once);
      }),
    );
  });

  test('no failure of a check that is merely observed moves the verdict', () => {
    fc.assert(
      fc.property(runs, policy, fc.constantFrom('passed', 'failed', 'flaky', 'unverified'), (run, rules, outcome) => {
        const change = (check: CheckResult): CheckResult => (check.observe ? { ...check, outcome } : check);
        const { verdict } = decide({ ...run, checks: run.checks.map(change) }, rules);
        expect(verdict.decision).toBe(decide(run, rules).verdict.decision);
      }),
    );
  });
});
