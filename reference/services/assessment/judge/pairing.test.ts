import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundRobin } from './pairing.js';

const items = fc.uniqueArray(fc.uuid(), { maxLength: 15 });

test('every two items meet exactly once', () => {
  fc.assert(
    fc.property(items, (all) => {
      const met = roundRobin(all)
        .flat()
        .map((pair) => pair.toSorted().join());
      expect(new Set(met).size).toBe(met.length);
      expect(met).toHaveLength((all.length * (all.length - 1)) / 2);
    }),
  );
});

test('nobody plays twice in a round', () => {
  fc.assert(
    fc.property(items, (all) => {
      for (const round of roundRobin(all)) expect(new Set(round.flat()).size).toBe(round.length * 2);
    }),
  );
});
