import { expect, test } from 'vitest';
import { profile } from './profiling.js';
import { aSample } from './testing/runs.js';

const hundred = Array.from({ length: 100 }, (_, place) => aSample('GET /items/:id', place + 1));

test('percentiles are values that were seen', () => {
  expect(profile(hundred, {}).endpoints).toEqual({
    'GET /items/:id': { count: 100, p50_ms: 50, p95_ms: 95, p99_ms: 99, service: 'login', budget_ms: null },
  });
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
