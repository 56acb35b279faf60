import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Finder } from './finder.js';

const letters = (least: number, most: number) =>
  fc.string({ minLength: least, maxLength: most, unit: fc.constantFrom('a', 'b', 'c') });

test('what is found is what a search for each pattern finds', () => {
  fc.assert(
    fc.property(fc.uniqueArray(letters(3, 9), { maxLength: 12 }), letters(0, 200), (patterns, text) => {
      const finder = new Finder(patterns.map((pattern) => Buffer.from(pattern)));
      const expected = patterns.flatMap((pattern, index) =>
        Array.from({ length: text.length }, (_, start) => start)
          .filter((start) => text.startsWith(pattern, start))
          .map((start) => `${start} ${index}`),
      );
      const found = finder.find(Buffer.from(text)).map(({ start, pattern }) => `${start} ${pattern}`);
      expect(found.toSorted()).toEqual(expected.toSorted());
    }),
  );
});

test('nothing to look for is found nowhere', () => {
  expect(new Finder([]).find(Buffer.from('anything'))).toEqual([]);
});
