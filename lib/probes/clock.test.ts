import { expect, test } from 'vitest';
import { judgeClock } from './clock.js';
import { httpFacts, noAnswer } from './testing/facts.js';

const NOW = new Date('2026-03-01T12:00:00.900Z');

const judged = (headers: Record<string, string>, ms = 0): string[] =>
  judgeClock(httpFacts({ headers: new Headers(headers), ms }), 'shop', NOW).map(
    ({ severity, code, actual }) => `${severity} ${code}: ${actual}`,
  );

const at = (time: string): Record<string, string> => ({ date: `Sun, 01 Mar 2026 ${time} GMT` });

test.each([
  ['the same second', at('12:00:00'), []],
  ['four seconds behind', at('11:59:56'), []],
  ['four seconds ahead', at('12:00:04'), []],
  ['seven seconds behind', at('11:59:53'), ['fail clock.off: 7 s behind']],
  ['six seconds and a bit ahead', at('12:00:07'), ['fail clock.off: 6 s ahead']],
  ['an hour behind', at('11:00:00'), ['fail clock.off: 3600 s behind']],
  ['an hour old, as a cache says', { ...at('11:00:00'), age: '3600' }, []],
  ['no date', {}, ['warn clock.no-date: none, so that the clock cannot be compared']],
  ['what is no date', { date: 'yesterday' }, ['warn clock.no-date: none, so that the clock cannot be compared']],
])('a clock that shows %s is judged', (_, headers, findings) => {
  expect(judged(headers)).toEqual(findings);
});

test('half of a long exchange is no difference of the clocks', () => {
  expect(judged(at('11:59:53'), 6_000)).toEqual([]);
});

test('where nobody answers there is no clock', () => {
  expect(judgeClock(noAnswer('SMOKE_TIMEOUT'), 'shop', NOW)).toMatchObject([{ code: 'http.no-answer', cause: 'slow' }]);
});
