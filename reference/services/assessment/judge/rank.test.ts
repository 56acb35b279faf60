import { expect, test } from 'vitest';
import { roundRobin } from './pairing.js';
import { compareAll, rank } from './rank.js';

test('ranks what the panel prefers, centred on 50', () => {
  const ranking = rank(compareAll([alphabetical, alphabetical], roundRobin(['c', 'a', 'd', 'b']).flat()));
  expect(ranking.map(({ essayId, wins }) => [essayId, wins])).toEqual([
    ['a', 6],
    ['b', 4],
    ['c', 2],
    ['d', 0],
  ]);
  expect(ranking.map((entry) => entry.rank)).toEqual([1, 2, 3, 4]);
  expect(ranking.reduce((sum, { score }) => sum + score, 0) / 4).toBeCloseTo(50, 1);
});

test('gives essays that nobody can tell apart the same rank, and leaves the next one free', () => {
  const ranking = rank([
    { first: 'a', second: 'b', judgement: 'draw' },
    { first: 'a', second: 'c', judgement: 'first' },
    { first: 'b', second: 'c', judgement: 'first' },
  ]);
  expect(ranking.map((entry) => [entry.essayId, entry.rank])).toEqual([
    ['a', 1],
    ['b', 1],
    ['c', 3],
  ]);
});

function alphabetical(first: string, second: string): 'first' | 'second' {
  return first < second ? 'first' : 'second';
}
