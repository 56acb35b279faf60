import { describe, expect, test } from 'vitest';
import { decide } from './decide.js';
import type { CheckResult, Evidence, Observation } from './evidence.js';
import { loadPolicy } from './policy.js';
import { aCheck, aFailure, aFinding, aLook, second, someEvidence } from './testing/builders.js';
import { aRun, HEALTH, looks, outcomes, PATHS } from './testing/platform.js';

/** `decision code` under each shipped policy. */
const verdicts = (evidence: Evidence): string[] =>
  ['default', 'percent-20', 'matrix'].map((name) => {
    const { decision, reasons } = decide(evidence, loadPolicy(name)).verdict;
    return `${decision} ${reasons.map(({ code }) => code).join()}`;
  });

const changed = (id: string, stated: Partial<CheckResult>): CheckResult[] =>
  [...HEALTH, ...PATHS].map((check) => (check.id === id ? { ...check, ...stated } : check));

const PROMOTED = ['promote nothing-holds-back', 'promote nothing-holds-back', 'promote monitor'];
const HELD_BY = (code: string): string[] => Array.from({ length: 3 }, () => `investigate ${code}`);

/** Redis fails in the middle of the run, holds one check back and is healthy again at the end. */
const PASSING_FAULT: Observation[] = [
  ...looks([]),
  aLook('redis', { at: second(1), state: 'failing' }),
  aLook('redis', { at: second(2) }),
];

const withheld = { outcome: 'unverified', unverified: 'withheld' } as const;
const couldNot = { outcome: 'unverified', unverified: 'could-not' } as const;

// prettier-ignore
describe('what a release engineer would expect', () => {
  test.each<[string, Evidence, string[]]>([
    ['all passed', aRun(), PROMOTED],
    ['warnings', aRun({ checks: changed('files have pages', { warnings: [aFinding('files', { severity: 'warn' })] }) }), PROMOTED],
    ['a degraded optional service', aRun({ observations: [...looks([]), aLook('redis', { at: second(1), state: 'degraded' })] }), PROMOTED],
    ['a failing optional service with its own check', aRun({ observations: looks(['redis']), checks: outcomes(['redis is healthy']) }), PROMOTED],
    ['... whose own check somebody calls critical', aRun({ observations: looks(['redis']), checks: changed('redis is healthy', { outcome: 'failed', critical: true }) }), PROMOTED],
    ['... and a check that needs it', aRun({ observations: looks(['redis', 'feed']), checks: outcomes(['redis is healthy', 'feed is healthy', 'news arrive']) }), PROMOTED],
    ['... and a critical path that needs it', aRun({ observations: looks(['redis']), checks: outcomes(['a file can be read back']) }),
      ['rollback critical-check-failed', 'rollback critical-check-failed', 'investigate workflows-between']],
    ['... and a check of a healthy service', aRun({ observations: looks(['redis']), checks: outcomes(['files have pages']) }),
      ['investigate check-failed', 'investigate check-failed', 'investigate workflows-between']],
    ['a failing critical service', aRun({ observations: looks(['store']), checks: outcomes(['store is healthy']) }),
      ['rollback critical-service-failing', 'rollback critical-service-failing', 'rollback critical-service-failing']],
    ['a critical service fails because of an optional one', aRun({ observations: looks(['redis', 'files']) }),
      ['rollback critical-service-failing', 'rollback critical-service-failing', 'rollback critical-service-failing']],
    ['a critical path fails although all is healthy', aRun({ checks: outcomes(['one can sign in']) }),
      ['rollback critical-check-failed', 'rollback critical-check-failed', 'investigate workflows-between']],
    ['... because of data', aRun({ checks: changed('one can sign in', { outcome: 'failed', cause: 'data' }) }),
      ['investigate check-failed', 'rollback critical-check-failed', 'investigate workflows-between']],
    ['another check fails', aRun({ checks: outcomes(['files have pages']) }),
      ['investigate check-failed', 'investigate check-failed', 'investigate workflows-between']],
    ['an observed check fails', aRun({ checks: changed('one can sign in', { outcome: 'failed', observe: true }) }), PROMOTED],
    ['a flaky check', aRun({ checks: changed('files have pages', { outcome: 'flaky' }) }),
      ['investigate flaky', 'promote nothing-holds-back', 'promote monitor']],
    ['a check that could not be verified', aRun({ checks: changed('files have pages', couldNot) }), HELD_BY('unverified')],
    ['a grant that is withheld', aRun({ checks: changed('files have pages', withheld) }), PROMOTED],
    ['... in a strict run', aRun({ strict: true, checks: changed('files have pages', withheld) }), HELD_BY('strict')],
    ['... of what must be verified', aRun({ mustVerify: ['uploads'], checks: changed('files have pages', { ...withheld, needs: ['uploads'] }) }), HELD_BY('must-verify')],
    ['... or by its grant', aRun({ mustVerify: ['direct'], checks: changed('files have pages', { ...withheld, grants: ['direct'] }) }), HELD_BY('must-verify')],
    ['what must be verified is verified', aRun({ mustVerify: ['files have pages'] }), PROMOTED],
    ['what must be verified has no check', aRun({ mustVerify: ['events'] }), HELD_BY('must-verify')],
    ['a third party fails', aRun({ observations: looks(['mail']), checks: outcomes(['mail is healthy', 'a letter is sent']) }), HELD_BY('external-service-failing')],
    ['a suspected critical service behind optional ones', aRun({
      nodes: aRun().nodes.map((node) => ({ ...node, critical: node.name === 'postgres' })),
      observations: looks(['login', 'files'], ['postgres']),
    }), HELD_BY('critical-service-suspected')],
    ['a suspected service with critical dependents', aRun({ observations: looks(['login', 'files'], ['postgres']) }),
      ['rollback critical-service-failing', 'rollback critical-service-failing', 'rollback critical-service-failing']],
    ['a service that failed in between held a check back', aRun({ observations: PASSING_FAULT, checks: changed('news arrive', { outcome: 'blocked', blockedBy: 'redis' }) }),
      ['investigate check-failed', 'investigate check-failed', 'investigate workflows-between']],
    ['... a critical one', aRun({ observations: PASSING_FAULT, checks: changed('a file can be read back', { outcome: 'blocked', blockedBy: 'redis' }) }),
      ['investigate check-failed', 'rollback critical-check-failed', 'investigate workflows-between']],
    ['a database check fails', aRun({ checks: [...HEALTH, ...PATHS, aFailure('rows are kept', { area: 'database' })] }),
      ['investigate check-failed', 'rollback database-failed', 'promote monitor']],
    ['level 1 fails', aRun({ checks: [...HEALTH, ...PATHS, aFailure('the clock is right', { area: 'preflight', level: 1 })] }),
      ['investigate check-failed', 'investigate check-failed', 'investigate configuration-failed']],
  ])('%s', (_title, evidence, expected) => {
    expect(verdicts(evidence)).toEqual(expected);
  });
});

const passed = (count: number, stated: Partial<CheckResult> = {}): CheckResult[] =>
  Array.from({ length: count }, (_, place) => aCheck(`pass ${place}`, stated));
const red = (count: number, stated: Partial<CheckResult> = {}): CheckResult[] =>
  Array.from({ length: count }, (_, place) => aFailure(`fail ${place}`, stated));
const others = (count: number, stated: Partial<CheckResult>): CheckResult[] =>
  Array.from({ length: count }, (_, place) => aCheck(`other ${place}`, stated));
const judged = (policy: string, ...checks: CheckResult[][]) =>
  decide(someEvidence({ checks: checks.flat() }), loadPolicy(policy)).verdict;

describe('percent-20', () => {
  test('rolls back when more than 20 % fail, not at 20 %', () => {
    expect(judged('percent-20', passed(8), red(2)).decision).toBe('investigate');
    expect(judged('percent-20', passed(7), red(2))).toMatchObject({
      decision: 'rollback',
      reasons: [{ code: 'failed-share', text: '2 of 9 checks failed: more than 20 %', checks: ['fail 0', 'fail 1'] }],
    });
  });

  test('counts blocked as failed, flaky as passed, and leaves out what was not verified or does not apply', () => {
    const two = others(2, { outcome: 'blocked', blockedBy: 'x' });
    expect(judged('percent-20', passed(8), two).decision).toBe('investigate');
    expect(judged('percent-20', passed(7), two)).toMatchObject({
      decision: 'rollback',
      reasons: [{ text: '2 of 9 checks failed, 2 of them blocked: more than 20 %' }],
    });
    expect(judged('percent-20', passed(7), red(2), others(5, { outcome: 'flaky' })).decision).toBe('investigate');
    expect(judged('percent-20', passed(7), red(2), others(5, withheld)).decision).toBe('rollback');
    expect(judged('percent-20', passed(7), red(2), others(5, { outcome: 'not-applicable' })).decision).toBe('rollback');
  });

  test('rolls back when all service communication fails', () => {
    const health = red(2, { level: 2, area: 'health' });
    const [reason] = judged('percent-20', passed(20, { area: 'browser' }), health).reasons;
    expect(reason?.code).toBe('service-communication-failed');
  });

  test('what an optional service blocks counts as passed', () => {
    const blocked = others(5, { services: ['redis'], outcome: 'blocked', blockedBy: 'redis' });
    const evidence = aRun({
      observations: looks(['redis']),
      checks: [...passed(5), ...red(2), ...blocked],
      levels: [],
    });
    expect(decide(evidence, loadPolicy('percent-20')).verdict.reasons[0]?.text).toBe('2 of 12 checks failed');
  });

  test('a third party takes no part in the share', () => {
    const evidence = aRun({
      observations: looks(['mail']),
      checks: [...passed(5), ...red(5, { services: ['mail'] })],
      levels: [],
    });
    expect(decide(evidence, loadPolicy('percent-20')).verdict.decision).toBe('investigate');
  });
});

describe('matrix', () => {
  test.each([
    [4, 6, 'rollback', 'workflows-below'],
    [5, 5, 'investigate', 'workflows-between'],
    [8, 2, 'investigate', 'workflows-between'],
    [81, 19, 'promote', 'monitor'],
    [10, 0, 'promote', 'monitor'],
  ])('of the workflows %i pass and %i fail: %s', (good, bad, decision, code) => {
    expect(judged('matrix', passed(good), red(bad))).toMatchObject({ decision, reasons: [{ code }] });
  });

  test('a workflow is of level 3 or 4', () => {
    const health = passed(50, { level: 2, area: 'health' });
    expect(judged('matrix', health, passed(2), red(3, { level: 4 })).reasons[0]?.code).toBe('workflows-below');
  });

  test('a failing check of level 2 rolls back', () => {
    expect(judged('matrix', passed(50), red(1, { level: 2, area: 'health' }))).toMatchObject({
      decision: 'rollback',
      reasons: [{ code: 'health-failed' }],
    });
  });

  test('bears not knowing what it would bear to fail', () => {
    expect(judged('matrix', passed(9), others(1, couldNot)).decision).toBe('promote');
    expect(judged('matrix', passed(9), red(1)).decision).toBe('promote');
    expect(judged('matrix', passed(3), others(1, couldNot)).reasons[0]?.code).toBe('unverified');
    const apart = others(5, withheld).map((check) => ({ ...check, id: `${check.id} withheld` }));
    expect(judged('matrix', passed(9), others(1, couldNot), apart).decision).toBe('promote');
  });
});

describe('nothing is promoted on nothing', () => {
  const skipped = [...HEALTH, ...PATHS].map((check) => ({ ...check, ...withheld }));
  test.each<[string, Evidence, string]>([
    ['no check at all', aRun({ checks: [] }), 'nothing-executed'],
    ['only observed checks', aRun({ checks: passed(3, { observe: true }) }), 'nothing-executed'],
    ['all skipped', aRun({ checks: skipped }), 'all-skipped'],
    ['none applicable', aRun({ checks: others(3, { outcome: 'not-applicable' }) }), 'all-skipped'],
    ['a level without an executed critical check', aRun({ levels: [1, 2, 3, 4] }), 'no-critical-check-in-level'],
    [
      'a level whose critical checks were withheld',
      aRun({
        checks: aRun().checks.map((check) => (check.level === 3 && check.critical ? { ...check, ...withheld } : check)),
      }),
      'no-critical-check-in-level',
    ],
    ['a missing journal', aRun({ errors: ["the run's journal is missing"] }), 'run-error'],
    ['a reporter that failed', aRun({ errors: ['a reporter failed: no space left on device'] }), 'run-error'],
  ])('%s', (_title, evidence, code) => {
    expect(verdicts(evidence)).toEqual(HELD_BY(code));
  });

  test('the levels are named', () => {
    const { reasons } = decide(aRun({ levels: [4, 1, 2] }), loadPolicy('default')).verdict;
    expect(reasons[0]?.text).toBe('no critical check of level 1 and level 4 was executed and passed');
  });

  test('each error of the run is told', () => {
    const { reasons } = decide(aRun({ errors: ['no journal', 'no disk'] }), loadPolicy('default')).verdict;
    expect(reasons).toEqual([{ code: 'run-error', text: 'no disk; no journal', checks: [] }]);
  });

  test('all failed is not better than all skipped', () => {
    const own = { ...loadPolicy('matrix'), rules: [] };
    expect(decide(someEvidence({ checks: red(2) }), own).verdict).toMatchObject({
      decision: 'investigate',
      reasons: [{ code: 'nothing-passed' }],
    });
  });
});

describe('the reason', () => {
  test('names all root causes at once', () => {
    const evidence = aRun({
      observations: looks(['store', 'postgres', 'login']),
      checks: outcomes(['one can sign in']),
    });
    expect(decide(evidence, loadPolicy('default')).verdict.reasons).toEqual([
      {
        code: 'critical-service-failing',
        text: 'postgres cannot be reached: connection refused; store cannot be reached: connection refused',
        checks: ['one can sign in'],
      },
    ]);
  });

  test('to promote tells what passed', () => {
    const checks = changed('files have pages', { warnings: [aFinding('files', { severity: 'warn' })] });
    const { reasons } = decide(aRun({ checks }), loadPolicy('default')).verdict;
    expect(reasons).toEqual([{ code: 'nothing-holds-back', text: '13 checks passed, 1 with warnings', checks: [] }]);
  });
});
