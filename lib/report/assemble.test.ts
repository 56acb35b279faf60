import { expect, test } from 'vitest';
import { outcomes } from '../verdict/testing/platform.js';
import { assemble, type Recorded } from './assemble.js';
import { resultsSchema } from './results.js';
import { RUNS, someRecords } from './testing/runs.js';

test.each<[keyof typeof RUNS, string | undefined, number]>([
  ['green', 'promote', 0],
  ['red', 'rollback', 1],
  ['degraded', 'promote', 0],
  ['chosen', undefined, 0],
  ['stopped', undefined, 2],
  ['misconfigured', undefined, 2],
])('%s: %s, exit code %d', (name, decision, exitCode) => {
  const results = RUNS[name]();

  expect(results.verdict?.decision).toBe(decision);
  expect(results.exit_code).toBe(exitCode);
  expect(resultsSchema.parse(structuredClone(results))).toEqual(results);
});

test('a database that is down is one incident, which names what it takes with it', () => {
  const { incidents } = RUNS.red();

  expect(incidents.map(({ root }) => root)).toEqual(['postgres']);
  expect(incidents[0]?.affects).toEqual(['files', 'front', 'login']);
});

test('a selection of some checks keeps what the runner made of it', () => {
  expect(assemble(someRecords({ selection: 'partial', runnerPassed: false })).exit_code).toBe(1);
});

const chosen = (checks: Recorded['checks']) =>
  assemble(someRecords({ selection: 'partial', runnerPassed: true, checks }));

test('a selection of which nothing was executed, or something was held back, is not green', () => {
  const [check] = someRecords({}).checks.filter(({ outcome }) => outcome === 'passed');
  if (check === undefined) throw new Error('nothing passes');
  const skipped = { ...check, id: 'skipped', outcome: 'unverified' } as const;
  const held = { ...check, id: 'held', outcome: 'blocked', blockedBy: 'database' } as const;

  expect(chosen([check, skipped]).exit_code).toBe(0);
  expect(chosen([check, held]).exit_code).toBe(1);
  expect(chosen([skipped])).toMatchObject({
    exit_code: 1,
    errors: ['none of 1 chosen check was executed'],
  });
  expect(chosen([])).toMatchObject({ exit_code: 1 });
});

test('a shard gives no verdict, and its exit code says what it saw', () => {
  const shard = { index: 1, total: 2 };
  const well = assemble(someRecords({ shard }));
  const ill = assemble(someRecords({ shard, checks: outcomes(['one can sign in']) }));
  const empty = assemble(someRecords({ shard, checks: [] }));

  expect([well, ill, empty].map(({ verdict }) => verdict)).toEqual([null, null, null]);
  expect([well, ill, empty].map(({ exit_code }) => exit_code)).toEqual([0, 1, 1]);
});

test('a level takes the time in which any of its checks was under way', () => {
  expect(RUNS.green().levels).toEqual([
    { level: 2, duration_s: 0.08, budget_s: 30 },
    { level: 3, duration_s: 0.05, budget_s: 120 },
  ]);
});

test('what the runner did besides the checks is no part of their time', () => {
  expect(RUNS.green().stages.integration_tests).toEqual({ duration_s: 57, status: 'passed' });
});

test('without a preparation there were no tests', () => {
  expect(RUNS.misconfigured().stages.integration_tests.status).toBe('skipped');
});
