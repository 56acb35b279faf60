import { expect, test } from 'vitest';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { type CorsFacts, FOREIGN_ORIGIN, judgeAllowed, judgeForeign } from './cors.js';

const ORIGIN = 'access-control-allow-origin';
const CREDENTIALS = { 'access-control-allow-credentials': 'true' };

function asked(answer: Record<string, string>, preflight = answer, origin = FOREIGN_ORIGIN): CorsFacts {
  return {
    origin,
    answer: httpFacts({ headers: new Headers(answer) }),
    preflight: httpFacts({ headers: new Headers(preflight) }),
  };
}

const said = (findings: ReturnType<typeof judgeForeign>): string[] =>
  findings.map(({ severity, code, evidence }) => `${severity} ${code} ${evidence?.['route']?.split(' ')[0]}`);

test.each([
  ['nothing', {}, []],
  ['another origin', { [ORIGIN]: 'https://partner.example', ...CREDENTIALS }, []],
  ['anybody', { [ORIGIN]: '*' }, ['cors.foreign']],
  ['whoever asks', { [ORIGIN]: FOREIGN_ORIGIN }, ['cors.foreign']],
  ['anybody, in his name', { [ORIGIN]: '*', ...CREDENTIALS }, ['cors.credentials', 'cors.foreign']],
])('leave for %s warns or not, and fails where the target says who has it', (_, headers, codes) => {
  expect(said(judgeForeign(asked(headers, {}), 'shop'))).toEqual(codes.map((code) => `warn ${code} GET`));
  expect(said(judgeForeign(asked({}, headers), 'shop', []))).toEqual(codes.map((code) => `fail ${code} OPTIONS`));
});

test('where anybody may read, nobody may in the name of who is signed in', () => {
  expect(judgeForeign(asked({ [ORIGIN]: '*' }), 'shop', '*')).toEqual([]);
  expect(said(judgeForeign(asked({ [ORIGIN]: FOREIGN_ORIGIN, ...CREDENTIALS }, {}), 'shop', '*'))).toEqual([
    'fail cors.credentials GET',
  ]);
});

test('an allowed origin must get leave twice: to ask, and to read', () => {
  const partner = 'https://partner.example';
  const leave = { [ORIGIN]: partner };

  expect(judgeAllowed(asked(leave, leave, partner), 'shop')).toEqual([]);
  expect(said(judgeAllowed(asked({}, leave, partner), 'shop'))).toEqual(['fail cors.refused GET']);
  expect(said(judgeAllowed(asked(leave, {}, partner), 'shop'))).toEqual(['fail cors.refused OPTIONS']);
});

test('who does not answer is not judged green', () => {
  const silent = { ...asked({}), answer: noAnswer('SMOKE_REFUSED') };

  expect(judgeForeign(silent, 'shop')).toMatchObject([{ code: 'http.no-answer', severity: 'fail' }]);
});
