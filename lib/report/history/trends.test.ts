import { expect, test } from 'vitest';
import type { Entry } from './entry.js';
import { printTrends } from './print.js';
import { sparkline } from './sparkline.js';
import { anEntry, measuredEntry } from './testing/entries.js';
import { alarmsOf, flakesOf, flipsOf, trendsOf } from './trends.js';

const NONE = { passed: [], failed: [], affected: [], flaky: [], unverified: [] };

/** Runs that came to this one after the other: `p` promote, `i` investigate, `r` rollback. */
const runs = (signs: string, stated: (place: number) => Partial<Entry> = () => ({})): Entry[] =>
  signs.split('').map((sign, place) =>
    anEntry(place, {
      decision: sign === 'p' ? 'promote' : sign === 'i' ? 'investigate' : 'rollback',
      ...stated(place),
    }),
  );

/** Runs in which one check came to this: `p` passed, `f` failed, `a` affected by a service, `y` flaky, `u` unverified. */
const checked = (signs: string, builds = '1'.repeat(signs.length)): Entry[] => {
  const lists = { p: 'passed', f: 'failed', a: 'affected', y: 'flaky', u: 'unverified' } as const;
  return signs.split('').map((sign, place) => {
    const list = Object.entries(lists).find(([key]) => key === sign)?.[1] ?? 'passed';
    return anEntry(place, { build: builds[place] ?? null, checks: { ...NONE, [list]: ['signs in'] } });
  });
};

test.each([
  ['ppfp', ['run-2']],
  ['fff', []],
  ['pff', ['run-1']],
  ['pfpf', ['run-3', 'run-1']],
  ['puf', ['run-2']],
  ['paf', ['run-2']],
  ['pa', []],
  ['pyf', []],
])('runs %s: a check flips where it fails after it passed', (signs, expected) => {
  expect(flipsOf(checked(signs)).map(({ run_id }) => run_id)).toEqual(expected);
});

test.each([
  ['pppf', '1111', [[1, 4]]],
  ['pppf', '1112', []],
  ['ffff', '1111', []],
  ['pppy', '1234', [[1, 4]]],
  ['papu', '1111', []],
  ['pfpf', '1122', [[2, 4]]],
])('runs %s of builds %s: unstable is what comes to something else with the same build', (signs, builds, expected) => {
  expect(flakesOf(checked(signs, builds)).map(({ unstable, executed }) => [unstable, executed])).toEqual(expected);
});

test('an alarm is one, however long it lasts, and ends with a promotion', () => {
  expect(alarmsOf(runs('pprrip'))).toMatchObject({ count: 1, ended: 1 });
  expect(alarmsOf(runs('rprp'))).toMatchObject({ count: 2, ended: 2 });
  expect(alarmsOf(runs('ppr'))).toMatchObject({ count: 1, ended: 0, false_alarm_rate: null });
  expect(alarmsOf(runs('pp'))).toMatchObject({ count: 0, mean_time_to_detect_s: null });
});

test('a break that came with a deployment is detected when its run is completed, another since the good run before', () => {
  const [minute, hour] = [60, 3_600];

  expect(alarmsOf(runs('pr', (place) => ({ build: `${place}` }))).mean_time_to_detect_s).toBe(minute);
  expect(alarmsOf(runs('pr')).mean_time_to_detect_s).toBe(hour);
  expect(alarmsOf(runs('prpr', (place) => ({ build: place < 2 ? `${place}` : 'same' }))).mean_time_to_detect_s).toBe(
    (minute + hour) / 2,
  );
  expect(alarmsOf(runs('rrp')).mean_time_to_detect_s).toBeNull();
});

const incidents = (kind: 'service' | 'check', suspected = false) => [{ root: 'x', kind, suspected }];

test('an alarm is false when the same build is promoted after it and no service was seen failing', () => {
  expect(alarmsOf(runs('prp', () => ({ incidents: incidents('check') }))).false_alarm_rate).toBe(1);
  expect(alarmsOf(runs('prp', () => ({ incidents: incidents('service', true) }))).false_alarm_rate).toBe(1);
  expect(alarmsOf(runs('prp', () => ({ incidents: incidents('service') }))).false_alarm_rate).toBe(0);
  expect(alarmsOf(runs('prp', (place) => ({ build: `${place}` }))).false_alarm_rate).toBe(0);
  expect(alarmsOf(runs('prp', () => ({ build: null }))).false_alarm_rate).toBe(0);
  expect(alarmsOf(runs('prpr')).false_alarm_rate).toBe(1);
});

test('each environment has trends of its own, and they print on a screen', () => {
  const slow = Array.from({ length: 9 }, (_, place) =>
    measuredEntry(place, { 'GET /items': place === 8 ? 900 : 20, 'GET /': 5 }),
  );
  const other = { ...anEntry(20), environment: 'production' };
  const [trends, production] = trendsOf([...slow, ...checked('pf').slice(1), other]);
  if (trends === undefined || production === undefined) throw new Error('there are two environments');
  const text = printTrends(trends);

  expect(production.runs.map(({ run_id }) => run_id)).toEqual(['run-20']);
  expect(text).toMatch(/^shop \(staging\) {2}10 runs, 2026-01-01 to 2026-01-01\n/);
  expect(text).toMatch(/\n {2}GET \/items {2}▁▁▁▁▁▁▁▁█ {2}900 ms, usually 20 ms: slower than usual\n/);
  expect(text.split('\n').length).toBeLessThan(40);
});

test('a plot is as high as its largest number', () => {
  expect(sparkline([0, 1, 2, 4, 8])).toBe('▁▂▃▅█');
  expect(sparkline([0, 0])).toBe('▁▁');
  expect(sparkline([])).toBe('');
});
