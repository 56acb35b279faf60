import { expect, test } from 'vitest';
import { readMetrics } from '../../probes/metrics.js';
import { aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import { aSample, RUNS, someRecords } from '../testing/runs.js';
import { printMetrics } from './metrics.js';

const about = '{target="shop",environment="staging"}';

test('counts, time and verdict of the run', () => {
  const lines = printMetrics(RUNS.red()).split('\n');
  const { tests } = RUNS.red();

  expect(lines).toContain(`smoke_test_total${about} ${tests.total}`);
  expect(lines).toContain(`smoke_test_passed_total${about} ${tests.passed}`);
  expect(lines).toContain(`smoke_test_failed_total${about} ${tests.failed + tests.blocked}`);
  expect(lines).toContain(`smoke_test_duration_seconds${about} 60`);
  expect(lines).toContain(`smoke_promote${about} 0`);
  expect(lines).toContainEqual(expect.stringMatching(/^smoke_incident\{.*root="postgres",.*\} 1$/));
});

test('the histogram of a route counts each answer once, up to the slowest', () => {
  const samples = [90, 3, 30, 30, 400, 20_000].map((ms) => aSample('GET /items/:id', ms));
  const lines = printMetrics(assemble(someRecords({ samples }))).split('\n');
  const of = (suffix: string) =>
    lines
      .filter((line) => line.startsWith(`smoke_route_duration_seconds${suffix}{`))
      .map((line) => line.split(' ').at(-1));

  expect(of('_bucket')).toEqual(['1', '1', '1', '3', '3', '3', '4', '4', '4', '4', '4', '5']);
  expect([of('_sum'), of('_count')]).toEqual([['20.463'], ['5']]);
  expect(lines).toContain(
    'smoke_route_duration_seconds_bucket{target="shop",environment="staging",route="GET /items/:id",service="login",le="+Inf"} 5',
  );
});

test('every page is in the format, whatever a deployment calls things', () => {
  const odd = '"quoted" \\ {a="b"} and\na line';
  const results = assemble(someRecords({ checks: [aFailure(odd, { critical: true })], samples: [aSample(odd, 5)] }));

  for (const run of [results, ...Object.values(RUNS).map((make) => make())]) {
    const { broken, samples } = readMetrics(printMetrics(run));
    expect(broken).toBeNull();
    expect(samples).toBeGreaterThan(10);
  }
});

test('results of before there were histograms have none', () => {
  const endpoints = Object.fromEntries(
    Object.entries(RUNS.green().profiling.endpoints).map(([route, times]) => [route, { ...times, buckets: [] }]),
  );

  expect(printMetrics({ ...RUNS.green(), profiling: { endpoints, slow_endpoints: [], platform: null } })).not.toContain(
    '_bucket',
  );
});
