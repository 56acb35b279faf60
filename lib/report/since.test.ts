import { describe, expect, test } from 'vitest';
import { aFailure, aLook, second } from '../verdict/testing/builders.js';
import type { Incident } from '../verdict/evidence.js';
import { sayPast, sayWayBack, saySince, sinceOf } from './since.js';
import { RUNS } from './testing/runs.js';

const nothing = { observations: [], checks: [], started_at: second(0) };
const incident = (stated: Partial<Incident>): Incident => {
  const [postgres] = RUNS.red().incidents;
  if (postgres === undefined) throw new Error('a red run has an incident');
  return { ...postgres, explains: [], ...stated };
};

describe('since when', () => {
  test('a service: from the first look that found it failing, after the last that found it well', () => {
    const observations = [
      aLook('postgres', { at: second(9), state: 'failing' }),
      aLook('postgres', { at: second(5), state: 'failing' }),
      aLook('postgres', { at: second(2) }),
      aLook('postgres', { at: second(1) }),
      aLook('redis', { at: second(4), state: 'failing' }),
    ];
    const since = sinceOf(incident({}), { ...nothing, observations });

    expect(since).toEqual({ at: second(5), after_s: 5, well_at: second(2) });
    expect(since && saySince(since)).toBe('00:00:05 UTC, 5.0 s into the run; seen well at 00:00:02');
  });

  test('a suspect that nobody saw: from the end of the first check that failed for its sake', () => {
    const checks = [
      aFailure('late', { started_at: second(20), duration_ms: 1_000 }),
      aFailure('early', { started_at: second(10), duration_ms: 500 }),
      aFailure('other', { started_at: second(1) }),
    ];

    expect(sinceOf(incident({ explains: ['late', 'early'] }), { ...nothing, checks })).toEqual({
      at: second(10.5),
      after_s: 10.5,
      well_at: null,
    });
  });

  test('nothing is said where nothing was seen', () => {
    expect(sinceOf(incident({ explains: ['fact'] }), { ...nothing, checks: [aFailure('fact')] })).toBeUndefined();
  });
});

const way = (decision: 'rollback' | 'investigate', seen: string | null, build: string | null) =>
  sayWayBack({
    verdict: { decision, policy: 'default', reasons: [] },
    build: { seen, expected: null, image_tag: null },
    history: {
      runs: 1,
      recent: [],
      last_good: { run_id: 'a', started_at: second(0), build },
      turned_red: [],
      since: {},
      routes: {},
    },
  });

describe('a rollback leads back', () => {
  test.each([
    ['to the build that was promoted', 'rollback', 'b', 'a', 'roll back to build a, promoted 2026-01-01 00:00:00 UTC'],
    ['to what was promoted', 'rollback', 'b', null, 'roll back to what was promoted 2026-01-01 00:00:00 UTC'],
    [
      'nowhere when that is the same build',
      'rollback',
      'a',
      'a',
      'build a itself was promoted 2026-01-01 00:00:00 UTC: look for what else has changed since',
    ],
    ['nowhere when there is none', 'investigate', 'b', 'a', undefined],
  ] as const)('%s', (_, decision, seen, build, said) => {
    expect(way(decision, seen, build)).toBe(said);
  });
});

describe('what earlier runs tell', () => {
  const good = { run_id: 'a', started_at: second(0), build: '1f3c9a' };
  const history = { runs: 3, recent: [], last_good: good, turned_red: [], since: {}, routes: {} };

  test.each([
    ['no history', undefined, undefined],
    ['no earlier run', { ...history, runs: 0 }, undefined],
    ['a good run', history, 'last promoted: 2026-01-01 00:00:00 UTC, build 1f3c9a'],
    ['no good run', { ...history, last_good: null }, 'no run was promoted yet'],
    [
      'runs with the same root',
      { ...history, since: { postgres: { run_id: 'b', started_at: second(60), build: null, runs: 2 } } },
      'broken since 2026-01-01 00:01:00 UTC, build unknown, 3 runs in a row; last promoted: 2026-01-01 00:00:00 UTC, build 1f3c9a',
    ],
  ])('%s', (_name, past, said) => {
    expect(sayPast('postgres', { history: past })).toBe(said);
  });
});
