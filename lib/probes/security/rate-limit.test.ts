import { expect, test } from 'vitest';
import type { HttpFacts } from '../http.js';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { judgeRateLimit, observeRateLimit, retryAfter, tooSlow } from './rate-limit.js';

const LIMIT = { requests: 30, within: 60, status: 429, recovers: 1 };
const served = httpFacts();
const refusedFor = (seconds?: string): HttpFacts =>
  httpFacts({ status: 429, headers: new Headers(seconds === undefined ? {} : { 'retry-after': seconds }) });

/** A server that answers so, in turn; the last for ever. */
function serverThat(answers: readonly HttpFacts[]) {
  let asked = 0;
  return {
    ask: () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? served),
    asked: () => asked,
  };
}

const codesOf = async (answers: readonly HttpFacts[]): Promise<string[]> =>
  judgeRateLimit(await observeRateLimit(serverThat(answers).ask, LIMIT), 'shop', LIMIT).map(({ code }) => code);

const many = (facts: HttpFacts, count: number): HttpFacts[] => Array.from({ length: count }, () => facts);

test.each([
  ['refuses, says when, and serves again', [...many(served, 5), ...many(refusedFor('0'), 6), served], []],
  ['never refuses', [served], ['rate-limit.absent']],
  ['does not say when', [...many(served, 5), ...many(refusedFor(), 6), served], ['rate-limit.retry-after']],
  ['says it in riddles', [...many(served, 5), ...many(refusedFor('soon'), 6), served], ['rate-limit.retry-after']],
  ['never serves again', [...many(served, 5), refusedFor('0')], ['rate-limit.stuck']],
  ['breaks down', [...many(served, 5), noAnswer('SMOKE_RESET')], ['http.no-answer']],
  ['crashes', [...many(served, 5), httpFacts({ status: 500 })], ['http.status']],
])('a server that %s', async (_, answers, codes) => {
  expect(await codesOf(answers)).toEqual(codes);
});

test('no more is asked than was stated', async () => {
  const server = serverThat([served]);

  expect(await observeRateLimit(server.ask, { ...LIMIT, requests: 25 })).toMatchObject({ asked: 25 });
  expect(server.asked()).toBe(25);
});

test.each([
  ['120', 120],
  ['Wed, 01 Jan 2031 00:00:10 GMT', 10],
  ['Tue, 31 Dec 2030 23:59:00 GMT', 0],
  ['soon', undefined],
  ['', undefined],
])('a Retry-After of "%s" is %s seconds', (text, seconds) => {
  expect(retryAfter(refusedFor(text), Date.UTC(2031, 0, 1))).toBe(seconds);
});

test('requests that were not fast enough to be too many say nothing', async () => {
  const facts = await observeRateLimit(serverThat([served]).ask, LIMIT);

  expect(tooSlow(facts, LIMIT)).toBeUndefined();
  expect(tooSlow({ ...facts, took: 61_000 }, LIMIT)).toBe(
    '30 requests took 61.0 s from here, and are too many only within 60 s',
  );
});
