import { expect, test } from 'vitest';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { judgeForged } from './forged-request.js';

const judged = (foreign: number, own: number) =>
  judgeForged(
    { method: 'POST', foreign: httpFacts({ status: foreign }), own: httpFacts({ status: own }) },
    'shop',
    403,
  );

test.each([
  ['refused, and one of its own is not', 403, 422, []],
  ['taken', 201, 422, ['csrf.admitted']],
  ['taken, and merely found wanting', 422, 422, ['csrf.admitted']],
  ['refused like any other', 403, 403, ['csrf.unproven']],
  ['answered by a crash', 500, 422, ['http.status']],
])('what a page of another site sends is %s', (_, foreign, own, codes) => {
  expect(judged(foreign, own).map(({ code }) => code)).toEqual(codes);
});

test('where nothing answers, that is said', () => {
  const foreign = noAnswer('SMOKE_TIMEOUT');

  expect(judgeForged({ method: 'POST', foreign, own: foreign }, 'shop', 403)).toMatchObject([
    { code: 'http.no-answer' },
  ]);
});
