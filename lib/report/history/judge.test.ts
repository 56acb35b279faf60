import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import { evidenceIn, judgeAgain } from '../replay.js';
import { aSample, RUNS, someRecords } from '../testing/runs.js';
import type { Entry } from './entry.js';
import { judgeByPast } from './judge.js';
import { anEntry, measured, measuredEntry } from './testing/entries.js';

const ROUTES = Array.from({ length: 40 }, (_, place) => `GET /route-${place}`);

/** Runs before the one under test, oldest first. */
const before = (count: number, entry: (hours: number, place: number) => Entry): Entry[] =>
  Array.from({ length: count }, (_, place) => entry(place - count, place));

/** Numbers from 0 to 1, the same for the same seed (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Times as a busy machine gives them: each route with its own pace and a long tail, each run with its own load, and now and
 * then an answer that is delayed by something else.
 */
function noisyTimes(random: () => number, paces: readonly number[]): Record<string, number> {
  const bell = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const load = Math.exp(0.15 * bell());
  const delay = (): number => (random() < 0.05 ? 100 * random() : 0);
  return Object.fromEntries(
    paces.map((pace, place) => [ROUTES[place] ?? '', pace * load * Math.exp(0.2 * bell()) + delay()]),
  );
}

/** From a few milliseconds to some hundreds. */
const pacesFrom = (random: () => number): number[] => ROUTES.map(() => 3 * Math.exp(5 * random()));

test('one slow route after ten normal runs is warned of, by its name', () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat({ max: ROUTES.length - 1 }), (seed, slow) => {
      const random = randomFrom(seed);
      const paces = pacesFrom(random);
      const past = before(10, (hours) => measuredEntry(hours, noisyTimes(random, paces)));
      const now = { ...noisyTimes(random, paces), [ROUTES[slow] ?? '']: 5 * (paces[slow] ?? 0) + 300 };

      const { findings } = judgeByPast(measured(now), past);

      expect(findings.map(({ code, severity }) => [code, severity])).toEqual([['time.slower-than-usual', 'warn']]);
      expect(Object.keys(findings[0]?.evidence ?? {})).toContain(ROUTES[slow]);
    }),
    { numRuns: 200, seed: 7 },
  );
});

test('noisy but normal runs are warned of less than once in fifty', () => {
  const runs = 500;
  const alarms = Array.from({ length: runs }, (_, seed) => {
    const random = randomFrom(seed);
    const paces = pacesFrom(random);
    const past = before(10, (hours) => measuredEntry(hours, noisyTimes(random, paces)));
    return judgeByPast(measured(noisyTimes(random, paces)), past).findings.length;
  });
  expect(alarms.filter((count) => count > 0).length).toBeLessThan(runs / 50);
});

test('a past that is too short, bad, or of another environment makes nothing usual', () => {
  const [route = ''] = ROUTES;
  const short = before(4, (hours) => measuredEntry(hours, { [route]: 10 }));
  const bad = before(20, (hours) => ({ ...measuredEntry(hours, { [route]: 10 }), decision: 'rollback' as const }));
  const elsewhere = before(20, (hours) => ({ ...measuredEntry(hours, { [route]: 10 }), environment: 'production' }));

  for (const past of [[], short, bad, elsewhere]) {
    const { findings, past: told } = judgeByPast(measured({ [route]: 9_000 }), past);
    expect([findings, told.routes]).toEqual([[], {}]);
  }
});

test('a few milliseconds more are no warning, however steady the past, and of few answers not even some hundred', () => {
  const past = before(20, (hours) => measuredEntry(hours, { 'GET /': 4 }));
  const warnings = (ms: number, count: number): number =>
    judgeByPast(measured({ 'GET /': ms }, count), past).findings.length;

  expect([warnings(40, 50), warnings(70, 50)]).toEqual([0, 1]);
  expect([warnings(400, 1), warnings(500, 1)]).toEqual([0, 1]);
});

test('routes that are slower together are one warning of their service, the worst first', () => {
  const routes = ROUTES.slice(0, 8);
  const past = before(10, (hours) => measuredEntry(hours, Object.fromEntries(routes.map((route) => [route, 100]))));
  const now = Object.fromEntries(routes.map((route, place) => [route, 400 + place]));
  const { findings } = judgeByPast(measured(now), past);

  expect(findings).toMatchObject([
    { service: 'login', actual: expect.stringMatching(/^GET \/route-7 407 ms .* and 3 more$/) },
  ]);
});

test('a run in which a service fails is not told that it is slow as well', () => {
  const past = before(10, (hours) => measuredEntry(hours, { 'POST /login': 1 }));
  const slow = { ...RUNS.red(), profiling: RUNS.degraded().profiling };

  expect(judgeByPast(slow, past).findings).toEqual([]);
  expect(judgeByPast(RUNS.degraded(), past).findings).toHaveLength(1);
});

test('a slow tail is seen where there are answers enough to have one', () => {
  const past = before(10, (hours) => measuredEntry(hours, { 'GET /': 100 }));
  const fast = Array.from({ length: 27 }, () => aSample('GET /', 100));
  const slow = Array.from({ length: 3 }, () => aSample('GET /', 900));

  const { findings } = judgeByPast(assemble(someRecords({ samples: [...fast, ...slow] })), past);

  expect(findings[0]?.actual).toBe('GET / 900 ms (p95)');
  const few = assemble(someRecords({ samples: [...fast.slice(0, 8), ...slow.slice(0, 1)] }));
  expect(judgeByPast(few, past).findings).toEqual([]);
});

test('the past tells the last good run, what has just turned red, and since when an incident lasts', () => {
  const passed = { passed: ['signs in'], failed: [], affected: [], flaky: [], unverified: [] };
  const postgres = { root: 'postgres', kind: 'service' as const, suspected: false };
  const red = { decision: 'rollback' as const, incidents: [postgres] };
  const past = [anEntry(-4, red), anEntry(-3, { checks: passed }), anEntry(-2, red), anEntry(-1, red)];
  const checks = [aFailure('signs in'), aFailure('never seen')];
  const now = { ...RUNS.red(), checks: [...RUNS.red().checks, ...checks] };

  const { last_good, turned_red, since, recent, runs } = judgeByPast(now, past).past;

  expect(last_good?.run_id).toBe('run--3');
  expect(turned_red).toEqual(['signs in']);
  expect(since['postgres']).toMatchObject({ run_id: 'run--2', runs: 2 });
  expect([runs, recent.map(({ duration_s }) => duration_s)]).toEqual([4, [60, 60, 60, 60]]);
});

test('whatever the past, it changes no verdict', () => {
  const past = before(10, (hours) => measuredEntry(hours, { 'POST /login': 1 }));
  for (const results of [RUNS.green(), RUNS.red(), RUNS.degraded()]) {
    const { findings } = judgeByPast(results, past);
    const { verdict, exit_code } = judgeAgain(
      [{ ...results, findings: [...results.findings, ...findings] }],
      evidenceIn(results),
    );

    expect(findings.every(({ severity }) => severity === 'warn')).toBe(true);
    expect([verdict, exit_code]).toEqual([results.verdict, results.exit_code]);
  }
  expect(judgeByPast(RUNS.degraded(), past).findings).toHaveLength(1);
});
