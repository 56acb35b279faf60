import { describe, expect, test } from 'vitest';
import { NOTHING_PREPARED, type Preparation } from '../run/preparation.js';
import { second } from '../verdict/testing/builders.js';
import { judgeServices, toldBy } from './service-times.js';
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

describe('all that a service answers', () => {
  test('is within 200 and 500 ms where nothing is stated', () => {
    expect(judged(answers('files', 30, 200))).toEqual([]);
    expect(judged(answers('files', 30, 201))).toEqual([
      'warn files: 95 of 100 answers within 200 ms, within 201 ms (30 samples)',
    ]);
  });

  test('is judged by what the target says, and elsewhere where the service has a budget', () => {
    const { profile } = NOTHING_PREPARED;
    expect(judged(answers('files', 30, 201), { profile: { ...profile, budget: { p95: 300 } } })).toEqual([]);
    expect(judged(answers('files', 30, 201), { budgets: { files: 100 } })).toEqual([]);
  });

  test('says nothing when it is little', () => {
    expect(judged(answers('files', 19, 900))).toEqual([]);
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
