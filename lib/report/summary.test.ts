import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { outcomes } from '../verdict/testing/platform.js';
import { aCheck, aFailure } from '../verdict/testing/builders.js';
import { assemble } from './assemble.js';
import type { Results } from './results.js';
import { printSummary } from './summary.js';
import { RUNS, someRecords } from './testing/runs.js';

const linesOf = (results: Results): string[] =>
  stripVTControlCharacters(printSummary(results, { folder: 'reports/latest' }))
    .trim()
    .split('\n');

test.each<[keyof typeof RUNS, RegExp]>([
  ['green', /^PROMOTE /],
  ['red', /^ROLLBACK /],
  ['chosen', /^NO VERDICT {2}only some of the checks were chosen/],
  ['stopped', /^STOPPED /],
  ['misconfigured', /^COULD NOT JUDGE /],
])('%s: the answer comes first', (name, first) => {
  expect(linesOf(RUNS[name]())[0]).toMatch(first);
});

test('a newcomer reads the root, what it affects and what to do', () => {
  const text = linesOf(RUNS.red()).join('\n');

  expect(text).toContain('postgres cannot be reached: connection refused');
  expect(text).toMatch(/try +start postgres/);
  expect(text).toMatch(/affects +files, front, login/);
  expect(text).toContain('left behind: file smoke-20260101t000000-ab12-1: the store did not answer');
});

test('nothing is told twice: a failed check is named where it says more than its incident', () => {
  const told = (checks: string[]) =>
    linesOf(assemble(someRecords({ checks: outcomes(checks) }))).filter((line) => line.includes('it did not answer'));

  expect(told(['news arrive'])).toHaveLength(1);
  expect(told(['a file can be read back', 'files have pages'])).toHaveLength(2);
  expect(linesOf(RUNS.red()).filter((line) => /^ +failed +postgres is healthy/.test(line))).toEqual([]);
});

test('it says since when', () => {
  expect(linesOf(RUNS.red()).join('\n')).toContain('since     00:00:00 UTC, 0.0 s into the run');
});

test('what was not verified says why, and a slow route is named', () => {
  const text = linesOf(RUNS.degraded()).join('\n');

  expect(text).toContain('1 unverified: the target does not grant `direct`');
  expect(text).toContain('POST /login 900 ms');
});

test('a wrong configuration is told in its own words', () => {
  expect(linesOf(RUNS.misconfigured()).join('\n')).toContain('SMOKE_ORIGIN is not set');
});

test('a shard says which it is', () => {
  expect(linesOf(assemble(someRecords({ shard: { index: 1, total: 2 } })))[0]).toContain('shard 1/2');
});

test('however much is wrong, it stays within a screen', () => {
  const many = Array.from({ length: 60 }, (_, place) =>
    aFailure(`fact ${place}`, { area: 'storage', route: `GET /${place} -> 500` }),
  );
  const others = Array.from({ length: 60 }, (_, place) =>
    aCheck(`other ${place}`, { outcome: 'unverified', unverified: 'could-not', reason: `reason ${place}` }),
  );
  const leftovers = Array.from({ length: 60 }, (_, place) => ({ id: `${place}`, kind: 'file', reason: 'refused' }));
  const errors = Array.from({ length: 60 }, (_, place) => `error ${place}`);
  const results = assemble(someRecords({ checks: [...outcomes([]), ...many, ...others], leftovers, errors }));

  expect(linesOf(results).length).toBeLessThanOrEqual(50);
});
