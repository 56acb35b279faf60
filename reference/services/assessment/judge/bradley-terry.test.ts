import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fitBradleyTerry, type Comparison } from './bradley-terry.js';
import { roundRobin } from './pairing.js';

const judgement = fc.constantFrom('first' as const, 'second' as const, 'draw' as const);
const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 9 });

/** A tournament in which everybody meets everybody once, with any outcome. */
const tournament = names.chain((items) => {
  const pairs = roundRobin(items).flat();
  return fc
    .array(judgement, { minLength: pairs.length, maxLength: pairs.length })
    .map((judgements) => pairs.map(([first, second], index) => compared(first, second, judgements[index])));
});

describe('fitBradleyTerry', () => {
  test('gives two to one for two wins against one, when no prior pulls them together', () => {
    const comparisons = [compared('a', 'b'), compared('a', 'b'), compared('b', 'a')];
    const [a, b] = fitBradleyTerry(comparisons, { prior: 0 });
    expect(a).toMatchObject({ id: 'a', wins: 2, comparisons: 3 });
    expect(a?.strength).toBeCloseTo(2 / 3, 8);
    expect(b?.strength).toBeCloseTo(1 / 3, 8);
  });

  test('finds the strengths behind expected results', () => {
    const wins = { ab: 60, ba: 30, bc: 60, cb: 30, ac: 80, ca: 20 }; // p = 4 : 2 : 1
    const comparisons = Object.entries(wins).flatMap(([pair, times]) =>
      Array.from({ length: times }, () => compared(pair.charAt(0), pair.charAt(1))),
    );
    const strengths = fitBradleyTerry(comparisons, { prior: 0 }).map(({ strength }) => strength);
    expect(strengths).toEqual([4 / 7, 2 / 7, 1 / 7].map((strength) => expect.closeTo(strength, 6)));
  });

  test('keeps an item that always wins, and one that always loses, on the scale', () => {
    const standings = fitBradleyTerry([compared('a', 'b'), compared('a', 'c'), compared('b', 'c')]);
    expect(standings.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    for (const { strength } of standings) expect(strength).toBeGreaterThan(0.001);
  });

  test('has nothing to say about no comparisons', () => {
    expect(fitBradleyTerry([])).toEqual([]);
  });

  test('shares out a strength of 1', () => {
    fc.assert(
      fc.property(tournament, (comparisons) => {
        const total = fitBradleyTerry(comparisons).reduce((sum, { strength }) => sum + strength, 0);
        expect(total).toBeCloseTo(1, 9);
      }),
    );
  });

  test('orders a complete tournament as its wins do', () => {
    fc.assert(
      fc.property(tournament, (comparisons) => {
        const wins = fitBradleyTerry(comparisons).map((standing) => standing.wins);
        const tolerance = 1e-9;
        wins.slice(1).forEach((next, index) => expect(next).toBeLessThanOrEqual((wins[index] ?? 0) + tolerance));
      }),
    );
  });

  test('does not depend on the order of the comparisons, nor on who sat first', () => {
    fc.assert(
      fc.property(tournament.chain(shuffledToo), ([comparisons, shuffled]) => {
        expect(fitBradleyTerry(shuffled.map(swapped))).toEqual(fitBradleyTerry(comparisons));
      }),
    );
  });

  test('never weakens an item by giving it one more win', () => {
    fc.assert(
      fc.property(tournament, (comparisons) => {
        const [extra] = comparisons;
        if (!extra) return;
        const before = strengthOf(comparisons, extra.first);
        const after = strengthOf([...comparisons, { ...extra, judgement: 'first' }], extra.first);
        expect(after).toBeGreaterThanOrEqual(before - 1e-9);
      }),
    );
  });
});

function shuffledToo(comparisons: Comparison[]): fc.Arbitrary<[Comparison[], Comparison[]]> {
  return fc.tuple(fc.constant(comparisons), fc.shuffledSubarray(comparisons, { minLength: comparisons.length }));
}

function compared(first: string, second: string, outcome: Comparison['judgement'] = 'first'): Comparison {
  return { first, second, judgement: outcome };
}

function swapped({ first, second, judgement: outcome }: Comparison): Comparison {
  const opposite = { first: 'second', second: 'first', draw: 'draw' } as const;
  return { first: second, second: first, judgement: opposite[outcome] };
}

function strengthOf(comparisons: readonly Comparison[], id: string): number {
  return fitBradleyTerry(comparisons).find((standing) => standing.id === id)?.strength ?? 0;
}
