import { expect, test } from 'vitest';
import { mergeProfiles, profile } from './profiling.js';
import { aSample } from './testing/runs.js';

const hundred = Array.from({ length: 100 }, (_, place) => aSample('GET /items/:id', place + 1));

test('percentiles are values that were seen', () => {
  expect(profile(hundred, {}).endpoints).toMatchObject({
    'GET /items/:id': { count: 100, p50_ms: 50, p95_ms: 95, p99_ms: 99, service: 'login', budget_ms: null },
  });
});

test('answers are counted by how long they took at most', () => {
  const { sum_ms, buckets } =
    profile([...hundred, aSample('GET /items/:id', 60_000)], {}).endpoints['GET /items/:id'] ?? {};

  expect(sum_ms).toBe(5_050 + 60_000);
  expect(buckets?.filter(({ le_ms }) => [5, 50, 100, 10_000].includes(le_ms))).toEqual([
    { le_ms: 5, count: 5 },
    { le_ms: 50, count: 50 },
    { le_ms: 100, count: 100 },
    { le_ms: 10_000, count: 100 },
  ]);
});

test('a route is slow when its 95th percentile exceeds the budget of its service', () => {
  expect(profile(hundred, { login: 94 }).slow_endpoints).toEqual([
    { route: 'GET /items/:id', p95_ms: 95, budget_ms: 94 },
  ]);
  expect(profile(hundred, { login: 95 }).slow_endpoints).toEqual([]);
});

test('a request without an answer has no response time', () => {
  expect(profile([aSample('GET /', 3_000, { status: null, error: 'timed out' })], {}).endpoints).toEqual({});
});

const aLookAt = (service: string | null, ms: number) => aSample('GET /health', ms, { service });

test('the same route of two services is two', () => {
  const { endpoints } = profile(
    [aLookAt('login', 10), aLookAt('files', 400), aLookAt('files', 410), aLookAt(null, 1)],
    { files: 300 },
  );

  expect(Object.keys(endpoints)).toEqual(['GET /health (files)', 'GET /health (login)', 'GET /health (no service)']);
  expect(endpoints['GET /health (files)']).toMatchObject({ service: 'files', count: 2, budget_ms: 300 });
});

test('profiles of shards are put together without losing an answer', () => {
  const odd = hundred.filter((_, place) => place % 2 === 0);
  const even = [...hundred.filter((_, place) => place % 2 === 1), aSample('POST /login', 20)];
  const merged = mergeProfiles([profile(odd, { login: 50 }), profile(even, { login: 50 })]);
  const { count, sum_ms, buckets } = merged.endpoints['GET /items/:id'] ?? {};

  const { endpoints } = profile(hundred, { login: 50 });
  expect({ count, sum_ms, buckets }).toEqual({
    count: 100,
    sum_ms: 5_050,
    buckets: endpoints['GET /items/:id']?.buckets,
  });
  expect(merged.endpoints['GET /items/:id']?.p95_ms).toBeGreaterThanOrEqual(95);
  expect(Object.keys(merged.endpoints)).toEqual(['GET /items/:id', 'POST /login']);
});
