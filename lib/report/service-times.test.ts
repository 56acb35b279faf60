import { describe, expect, test } from 'vitest';
import { NOTHING_PREPARED, type Preparation } from '../run/preparation.js';
import { second } from '../verdict/testing/builders.js';
import { limitsOf, profile } from './profiling.js';
import { judgeRoutes, judgeServices, toldBy } from './service-times.js';
import { aSample } from './testing/runs.js';

/** So many answers of a service, after a slow one that warmed it up. */
const answers = (service: string, count: number, ms: number) => [
  aSample('GET /a', 9_999, { service, at: second(0) }),
  ...Array.from({ length: count }, (_, place) => aSample(place % 2 === 0 ? 'GET /a' : 'GET /b', ms, { service })),
];

const judged = (samples: ReturnType<typeof answers>, stated: Partial<Preparation> = {}): string[] =>
  judgeServices(samples, { ...NOTHING_PREPARED, ...stated }).map(
    ({ severity, service, expected, actual }) => `${severity} ${service}: ${expected}, ${actual}`,
  );

interface Asked {
  readonly route?: string;
  readonly count?: number;
  readonly stated?: Partial<Preparation>;
}

const routesOf = (ms: number): Partial<Preparation> => ({
  profile: { ...NOTHING_PREPARED.profile, routes: { 'GET /a': ms } },
});

describe('all that a service answers', () => {
  test('is within 200 and 500 ms where nothing is stated', () => {
    expect(judged(answers('files', 30, 200))).toEqual([]);
    expect(judged(answers('files', 30, 201))).toEqual([
      'warn files: 95 of 100 answers within 200 ms, within 201 ms (30 samples)',
    ]);
  });

  test('is judged by what the target says, and elsewhere where the service has a budget', () => {
    const stated = { profile: { ...NOTHING_PREPARED.profile, budget: { p95: 300 } } };
    expect(judged(answers('files', 30, 201), stated)).toEqual([]);
    expect(judged(answers('files', 30, 201), { budgets: { files: 100 } })).toEqual([]);
  });

  test('says nothing when it is little', () => {
    expect(judged(answers('files', 19, 900))).toEqual([]);
  });
});

const told = (ms: number, { route = 'GET /a', count = 6, stated = {} }: Asked = {}): string[] => {
  const limits = limitsOf({ ...NOTHING_PREPARED, ...stated });
  const samples = Array.from({ length: count }, () => aSample(route, ms, { service: 'files' }));
  return judgeRoutes(profile(samples, limits).endpoints, limits).map(({ actual }) => actual);
};

const half = (ms: number): string[] => [`half of 5 answers take longer than ${ms} ms`];

describe('a route', () => {
  test.each<[string, number, Asked, string[]]>([
    ['is not slow up to what is called slow', 500, {}, []],
    ['is slow beyond that', 501, {}, half(501)],
    ['is not slow within the budget of its service', 900, { stated: { budgets: { files: 1_000 } } }, []],
    ['is not slow merely because its service is to be quick', 400, { stated: { budgets: { files: 100 } } }, []],
    ['is slow beyond what is stated for it', 51, { stated: routesOf(50) }, half(51)],
    ['is not slow within what is stated for it', 900, { stated: routesOf(900) }, []],
    ['of which little is known is not judged', 900, { count: 5 }, []],
    ['that is measured as something else is not judged', 900, { route: 'GET /a until it is refused' }, []],
  ])('%s', (_, ms, asked, expected) => {
    expect(told(ms, asked)).toEqual(expected);
  });
});

test('what a platform tells is in the results by the names of its services', () => {
  const one = { startMs: 1, peakMemoryBytes: null };
  expect(toldBy({ told: { seedMs: 5, services: { b: one, a: one } } })).toEqual({
    seed_ms: 5,
    services: ['a', 'b'].map((service) => ({ service, start_ms: 1, peak_memory_bytes: null })),
  });
  expect([toldBy(null), toldBy({ unread: 'it answers 404' })]).toEqual([null, null]);
});
