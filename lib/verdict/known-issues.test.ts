import { describe, expect, test } from 'vitest';
import { decide } from './decide.js';
import { readKnownIssues, withKnownIssues, type KnownIssue } from './known-issues.js';
import { loadPolicy } from './policy.js';
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
    expect(readKnownIssues(file(...issues), NOW)).toEqual({ ok: true, issues });
    expect(readKnownIssues(file(), NOW)).toEqual({ ok: true, issues: [] });
  });

  test.each([
    ['is not JSON', 'nonsense', 'the file is not JSON'],
    ['is of another version', JSON.stringify({ version: 2, issues: [] }), 'version'],
    [
      'has an expired issue',
      file({ ...stated, check: 'a', expires: '2026-03-09' }),
      'check "a" of sam@example.org expired on 2026-03-09',
    ],
    ['has an issue without an owner', file({ ...stated, check: 'a', owner: ' ' }), 'issues.0'],
    ['has an issue without a date', file({ ...stated, check: 'a', expires: 'soon' }), 'issues.0'],
    ['has an issue of nothing', file(stated), 'issues.0'],
    ['has an issue of two things', file({ ...stated, check: 'a', service: 'b' }), 'issues.0'],
    ['has an issue twice', file({ ...stated, check: 'a' }, { ...stated, check: 'a' }), 'check "a" is listed twice'],
  ])('is refused when it %s', (_why, content, problem) => {
    const read = readKnownIssues(content, NOW);
    expect(read.ok ? [] : read.problems).toEqual([expect.stringContaining(problem)]);
  });

  test('tells all its problems at once', () => {
    const read = readKnownIssues(
      file({ ...stated, check: 'a', expires: '2026-01-01' }, { ...stated, service: 'b', expires: '2026-01-02' }),
      NOW,
    );
    expect(read.ok ? [] : read.problems).toHaveLength(2);
  });
});

const known = (id: string): KnownIssue => ({ ...stated, check: id });

describe('what is known', () => {
  const policy = loadPolicy('default');

  test('a known check is shown and does not move the verdict', () => {
    const run = aRun({ checks: outcomes(['files have pages']) });
    expect(decide(run, policy).verdict.decision).toBe('investigate');
    const { verdict, incidents } = decide(withKnownIssues(run, [known('files have pages')]), policy);
    expect(verdict.decision).toBe('promote');
    expect(incidents).toMatchObject([{ root: 'files have pages', critical: false }]);
  });

  test('a known service counts as optional; a critical check that it blocks still counts', () => {
    const issues: KnownIssue[] = [{ ...stated, service: 'store' }];
    const alone = aRun({ observations: looks(['store']), checks: outcomes(['store is healthy']) });
    expect(decide(alone, policy).verdict.decision).toBe('rollback');
    expect(decide(withKnownIssues(alone, issues), policy).verdict.decision).toBe('promote');

    const blocking = aRun({ observations: looks(['store']), checks: outcomes(['a file can be read back']) });
    expect(decide(withKnownIssues(blocking, issues), policy).verdict.decision).toBe('rollback');
    const both = [...issues, known('a file can be read back')];
    expect(decide(withKnownIssues(blocking, both), policy).verdict.decision).toBe('promote');
  });

  test('a known check vouches for nothing', () => {
    const run = aRun({ levels: [3] });
    const issues = [known('one can sign in'), known('a file can be read back')];
    expect(decide(withKnownIssues(run, issues), policy).verdict.reasons[0]?.code).toBe('no-critical-check-in-level');
  });
});
