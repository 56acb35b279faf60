import { expect, test } from 'vitest';
import { arrivalOf } from './arrival.js';

test.each([
  ['abcd', 'in order, each once'],
  ['abdc', 'number 4 of 4 before number 3'],
  ['dcba', 'number 4 of 4 before number 3'],
  ['abbcd', 'number 2 of 4 again'],
  ['abcdcbc', 'number 3 of 4 and 1 more again'],
  ['acd', 'all but number 2 of 4'],
  ['bad', 'number 2 of 4 before number 1'],
  ['c', 'all but number 1 of 4 and 2 more'],
  ['', 'all but number 1 of 4 and 3 more'],
  ['abcxd', 'something that was never sent'],
])('of abcd %s: %s', (came, said) => {
  expect(arrivalOf(came.split(''), ['a', 'b', 'c', 'd'])).toBe(said);
});
