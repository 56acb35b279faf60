import { expect, test } from 'vitest';
import { aCheck, aFailure, second } from '../../verdict/testing/builders.js';
import { lanesOf } from './lanes.js';

const ran = (id: string, worker: number, start: number, seconds: number) =>
  aCheck(id, { worker, started_at: second(start), duration_ms: seconds * 1_000 });

test('each worker has its lane, in the order of its checks', () => {
  const lanes = lanesOf([ran('b', 1, 1, 2), ran('c', 0, 4, 1), ran('a', 0, 1, 1)], second(0), 0);

  expect(lanes).toEqual([
    {
      worker: 0,
      spans: [
        { start: 1, end: 2, outcome: 'passed', ids: ['a'] },
        { start: 4, end: 5, outcome: 'passed', ids: ['c'] },
      ],
    },
    { worker: 1, spans: [{ start: 1, end: 3, outcome: 'passed', ids: ['b'] }] },
  ]);
});

test('what did not run is not there', () => {
  expect(lanesOf([aCheck('a', { outcome: 'blocked' })], second(0), 0)).toEqual([]);
});

test('what one worker did at the same time lies in lanes of its own, up to eight', () => {
  const lanes = lanesOf(
    Array.from({ length: 20 }, (_, place) => ran(String(place), 0, 1, 1)),
    second(0),
    0,
  );

  expect(lanes).toHaveLength(8);
  expect(lanes.flatMap(({ spans }) => spans)).toHaveLength(20);
});

test('neighbours that are too short to be told apart are one, unless they came to something else', () => {
  const checks = [
    ran('a', 0, 1, 0.01),
    ran('b', 0, 1.02, 0.01),
    aFailure('c', { worker: 0, started_at: second(1.04), duration_ms: 10 }),
    ran('d', 0, 1.06, 0.01),
    ran('e', 0, 9, 0.01),
  ];

  expect(lanesOf(checks, second(0), 0.5)[0]?.spans.map(({ ids }) => ids)).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
});

test('a run of many short checks is drawn with few spans', () => {
  const checks = Array.from({ length: 5_000 }, (_, place) => ran(String(place), place % 2, 1 + place / 100, 0.01));

  expect(lanesOf(checks, second(0), 0.2).flatMap(({ spans }) => spans).length).toBeLessThan(600);
});
