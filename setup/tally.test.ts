import { expect, test } from 'vitest';
import { countsOfChecks, countsOfTests, redChecks, redTests, tally } from './tally.js';

const ok = (name: string): { name: string; code: number } => ({ name, code: 0 });
const steps = [ok('install'), ok('check'), ok('test'), ok('smoke')];
const counts = { test: { passed: 90, failed: 0, skipped: 1 }, smoke: { passed: 40, failed: 0, skipped: 2 } };

test('the counts of all steps are added up', () => {
  expect(tally(steps, counts)).toEqual({ passed: 130, failed: 0, skipped: 3 });
});

test('a failed step whose tests show it is not counted twice', () => {
  const red = { ...counts, smoke: { passed: 38, failed: 2, skipped: 2 } };
  expect(tally([...steps.slice(0, 3), { name: 'smoke', code: 1 }], red)).toMatchObject({ failed: 2 });
});

test('a failed step without a failed test counts as one', () => {
  expect(tally([ok('install'), { name: 'check', code: 1 }, ...steps.slice(2)], counts)).toMatchObject({ failed: 1 });
});

test('a step that should have run tests, and left no result, counts as one failure', () => {
  expect(tally(steps, { ...counts, smoke: undefined })).toMatchObject({ passed: 90, failed: 1 });
});

test('a step that ran no test counts as one failure', () => {
  expect(tally(steps, { ...counts, test: { passed: 0, failed: 0, skipped: 9 } })).toMatchObject({ failed: 1 });
});

test('a step that never began is not counted', () => {
  expect(tally([{ name: 'install', code: 1 }], { test: undefined, smoke: undefined })).toEqual({
    passed: 0,
    failed: 1,
    skipped: 0,
  });
});

test('blocked checks count as failed, unverified and not applicable ones as skipped', () => {
  const tests = { passed: 10, failed: 1, flaky: 0, blocked: 3, unverified: 2, not_applicable: 4 };
  expect(countsOfChecks({ tests })).toEqual({ passed: 10, failed: 4, skipped: 6 });
});

test('pending and todo tests count as skipped', () => {
  const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
  expect(countsOfTests(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('what is red is named with the first line of why, also a file that could not be run', () => {
  const testResults = [
    {
      name: 'a.test.ts',
      status: 'failed',
      message: '',
      assertionResults: [
        { fullName: 'adds', status: 'passed', failureMessages: [] },
        { fullName: 'takes away', status: 'failed', failureMessages: ['expected 1 to be 2\n    at a.test.ts:3'] },
      ],
    },
    { name: 'b.test.ts', status: 'failed', message: 'no such module\nfurther', assertionResults: [] },
  ];
  expect(redTests({ testResults })).toEqual(['takes away: expected 1 to be 2', 'b.test.ts: no such module']);

  const checks = [
    { id: 'health > up', outcome: 'passed', reason: null },
    { id: 'health > ready', outcome: 'failed', reason: '503\nmore' },
    { id: 'items > read', outcome: 'blocked', reason: 'blocked by health' },
  ];
  expect(redChecks({ checks })).toEqual(['health > ready (failed): 503', 'items > read (blocked): blocked by health']);
});
