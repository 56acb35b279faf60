import { expect, test } from 'vitest';
import { second } from '../verdict/testing/builders.js';
import { mergeProfiles, profile as profileWithin, type RouteLimits } from './profiling.js';
import { aSample } from './testing/runs.js';

/** What nothing is stated of. */
const NOTHING: RouteLimits = { services: {}, routes: {}, slow: 100_000 };
const profile = (samples: Parameters<typeof profileWithin>[0], services: RouteLimits['services']) =>
  profileWithin(samples, { ...NOTHING, services });

/** The answer that warms a route up, and a hundred after it. */
const first = aSample('GET /items/:id', 9_999, { at: second(0) });
const hundred = [first, ...Array.from({ length: 100 }, (_, place) => aSample('GET /items/:id', place + 1))];

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

const slow = (limits: Partial<RouteLimits>) => profileWithin(hundred, { ...NOTHING, ...limits }).slow_endpoints;

test('a route of which nothing is stated is slow above the limit for all, and one with a limit of its own above that', () => {
  expect(slow({ slow: 94 })).toEqual([{ route: 'GET /items/:id', p95_ms: 95, budget_ms: 94 }]);
  expect(slow({ slow: 94, services: { login: 95 } })).toEqual([]);
  expect(slow({ services: { login: 95 }, routes: { 'GET /items/:id': 94 } })).toHaveLength(1);
});

test('the first answer of a route is its warm-up, whatever the order in which they are told; the only one counts', () => {
  expect(profile(hundred.toReversed(), {}).endpoints['GET /items/:id']?.count).toBe(100);
  expect(profile([first], {}).endpoints['GET /items/:id']).toMatchObject({ count: 1, p50_ms: 9_999 });
});

test('a request without an answer has no response time', () => {
  expect(profile([aSample('GET /', 3_000, { status: null, error: 'timed out' })], {}).endpoints).toEqual({});
});

const aLookAt = (service: string | null, ms: number) => aSample('GET /health', ms, { service });

test('the same route of two services is two', () => {
  const { endpoints } = profile(
    [aLookAt('login', 10), aLookAt('files', 900), aLookAt('files', 400), aLookAt('files', 410), aLookAt(null, 1)],
    { files: 300 },
  );

  expect(Object.keys(endpoints)).toEqual(['GET /health (files)', 'GET /health (login)', 'GET /health (no service)']);
  expect(endpoints['GET /health (files)']).toMatchObject({ service: 'files', count: 2, budget_ms: 300 });
});

test('profiles of shards are put together without losing an answer', () => {
  const odd = [first, ...hundred.filter(({ ms }) => ms % 2 === 1 && ms <= 100)];
  const even = [first, ...hundred.filter(({ ms }) => ms % 2 === 0 && ms <= 100), aSample('POST /login', 20)];
  const platform = { seed_ms: 10, services: [] };
  const merged = mergeProfiles([
    { ...profile(odd, { login: 50 }), platform: null },
    { ...profile(even, { login: 50 }), platform },
  ]);
  const { count, sum_ms, buckets } = merged.endpoints['GET /items/:id'] ?? {};

  const { endpoints } = profile(hundred, { login: 50 });
  expect({ count, sum_ms, buckets }).toEqual({
    count: 100,
    sum_ms: 5_050,
    buckets: endpoints['GET /items/:id']?.buckets,
  });
  expect(merged.endpoints['GET /items/:id']?.p95_ms).toBeGreaterThanOrEqual(95);
  expect(Object.keys(merged.endpoints)).toEqual(['GET /items/:id', 'POST /login']);
  expect(merged.platform).toBe(platform);
});
