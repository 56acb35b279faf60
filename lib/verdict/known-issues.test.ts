import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from './decide.js';
import { type KnownIssue, OUTCOMES } from './evidence.js';
import { readKnownIssues } from './known-issues.js';
import { loadPolicy } from './policy.js';
import { policies, runs } from './testing/arbitraries.js';
import { aRun, looks, outcomes } from './testing/platform.js';

const NOW = new Date('2026-03-10T12:00:00Z');

const stated = {
  kind: 'known-issue' as const,
  owner: 'sam@example.org',
  reason: 'a fix is under way',
  expires: '2026-03-10',
};
const file = (...issues: unknown[]): string => JSON.stringify({ version: 1, issues });

describe('a file of known issues', () => {
  test('names checks and services, until the end of their last day', () => {
    const issues = [
      { ...stated, check: 'files have pages' },
      { ...stated, kind: 'quarantine', service: 'redis' },
    ];
    expect(readKnownIssues(file(...issues), NOW)).toEqual({ issues, problems: [] });
    expect(readKnownIssues(file(), NOW)).toEqual({ issues: [], problems: [] });
  });

  test.each([
    ['is not JSON', 'nonsense', 'is not JSON'],
    ['is of another version', JSON.stringify({ version: 2, issues: [] }), 'version'],
    [
      'has an expired issue',
      file({ ...stated, check: 'a', expires: '2026-03-09' }),
      'check "a" of sam@example.org expired on 2026-03-09',
    ],
    ['has an issue without an owner', file({ ...stated, check: 'a', owner: ' ' }), 'issues[0].owner'],
    ['has an issue without a date', file({ ...stated, check: 'a', expires: 'soon' }), 'issues[0].expires'],
    ['has an issue of nothing', file(stated), 'issues[0]: names either'],
    ['has an issue of two things', file({ ...stated, check: 'a', service: 'b' }), 'issues[0]: names either'],
    ['has an issue twice', file({ ...stated, check: 'a' }, { ...stated, check: 'a' }), 'check "a" is listed twice'],
  ])('is refused when it %s', (_why, content, problem) => {
    expect(readKnownIssues(content, NOW).problems).toEqual([expect.stringContaining(problem)]);
  });

  test('tells all its problems at once', () => {
    const { problems } = readKnownIssues(
      file({ ...stated, check: 'a', expires: '2026-01-01' }, { ...stated, service: 'b', expires: '2026-01-02' }),
      NOW,
    );
    expect(problems).toHaveLength(2);
  });
});

const known = (id: string): KnownIssue => ({ ...stated, check: id });

describe('what is known', () => {
  const policy = loadPolicy('default');

  test('a known check is shown and does not move the verdict', () => {
    const run = aRun({ checks: outcomes(['files have pages']) });
    expect(decide(run, policy).verdict.decision).toBe('investigate');
    const { verdict, incidents } = decide({ ...run, knownIssues: [known('files have pages')] }, policy);
    expect(verdict.decision).toBe('promote');
    expect(incidents).toMatchObject([{ root: 'files have pages', critical: false }]);
  });

  test('a known service counts as optional; a critical check that it blocks still counts', () => {
    const knownIssues: KnownIssue[] = [{ ...stated, service: 'store' }];
    const alone = aRun({ observations: looks(['store']), checks: outcomes(['store is healthy']) });
    expect(decide(alone, policy).verdict.decision).toBe('rollback');
    expect(decide({ ...alone, knownIssues }, policy).verdict.decision).toBe('promote');

    const blocking = aRun({ observations: looks(['store']), checks: outcomes(['a file can be read back']) });
    expect(decide({ ...blocking, knownIssues }, policy).verdict.decision).toBe('rollback');
    const both = [...knownIssues, known('a file can be read back')];
    expect(decide({ ...blocking, knownIssues: both }, policy).verdict.decision).toBe('promote');
  });

  test('a service’s own checks are known with it, also where the service is well', () => {
    const run = aRun({ checks: outcomes(['store is healthy']), knownIssues: [{ ...stated, service: 'store' }] });
    expect(decide({ ...run, knownIssues: [] }, policy).verdict.decision).toBe('rollback');
    expect(decide(run, policy).verdict.decision).toBe('promote');
  });

  test('a known check vouches for nothing', () => {
    const knownIssues = [known('one can sign in'), known('a file can be read back')];
    const { verdict } = decide(aRun({ levels: [3], knownIssues }), policy);
    expect(verdict.reasons[0]?.code).toBe('no-critical-check-in-level');
  });

  test('what is demanded is demanded, also of what is known', () => {
    const run = aRun({ mustVerify: ['files have pages'], knownIssues: [known('files have pages')] });
    expect(decide(run, policy).verdict.reasons[0]?.code).toBe('must-verify');
  });

  test('what came of it changes nothing, and judging again neither', () => {
    fc.assert(
      fc.property(runs, policies, fc.constantFrom(...OUTCOMES), (run, anyPolicy, outcome) => {
        const evidence = { ...run, knownIssues: [known('check 0')] };
        const checks = run.checks.map((check) => (check.id === 'check 0' ? { ...check, outcome } : check));
        const { verdict, checks: settled } = decide(evidence, anyPolicy);
        expect(decide({ ...evidence, checks }, anyPolicy).verdict.decision).toBe(verdict.decision);
        expect(decide({ ...evidence, checks: [...settled] }, anyPolicy).verdict).toEqual(verdict);
      }),
    );
  });
});
