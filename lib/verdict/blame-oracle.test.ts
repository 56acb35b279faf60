import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blame } from './blame.js';
import { byText } from './canonical.js';
import { simpleRuns } from './testing/arbitraries.js';
import { oracle } from './testing/oracle.js';

test('blame agrees with brute force on random graphs', () => {
  fc.assert(
    fc.property(simpleRuns, (evidence) => {
      const services = blame(evidence)
        .filter(({ kind }) => kind === 'service')
        .map(({ members, suspected, explains }) => ({ root: members, suspected, explains }));
      expect(services.toSorted((a, b) => byText(a.root.join(), b.root.join()))).toEqual(oracle(evidence));
    }),
    { numRuns: 1_000 },
  );
});

test('every red check is explained, and no other', () => {
  fc.assert(
    fc.property(simpleRuns, (evidence) => {
      const red = evidence.checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'blocked');
      const explained = new Set(blame(evidence).flatMap(({ explains }) => explains));
      expect([...explained].toSorted(byText)).toEqual(red.map(({ id }) => id).toSorted(byText));
    }),
  );
});
