import { expect, test } from 'vitest';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { judgePlainHttp, plainAddressOf } from './plain-http.js';

const answering = (status: number, location?: string) =>
  httpFacts({ status, headers: new Headers(location === undefined ? {} : { location }) });

const said = (findings: ReturnType<typeof judgePlainHttp>): string[] =>
  findings.map(({ severity, code, actual }) => `${severity} ${code}: ${actual}`);

test.each([
  ['a redirect to https', answering(308, 'https://shop.example/'), [], []],
  ['a page', answering(200), ['200'], ['200']],
  ['a redirect within http', answering(301, '/welcome'), ['301, to /welcome'], ['301, to /welcome']],
  ['a redirect without an aim', answering(302), ['302'], ['302']],
  ['a redirect to no address', answering(302, 'https://'), ['302, to https://'], ['302, to https://']],
  ['a refusal', answering(403), ['403'], []],
])('%s', (_, facts, stated, unstated) => {
  expect(said(judgePlainHttp(facts, 'shop', { stated: true }))).toEqual(
    stated.map((seen) => `fail redirect.https: ${seen}`),
  );
  expect(said(judgePlainHttp(facts, 'shop'))).toEqual(unstated.map((seen) => `warn redirect.https: ${seen}`));
});

test('where nothing answers, nobody comes by http, unless the target says so', () => {
  expect(judgePlainHttp(noAnswer('SMOKE_REFUSED'), 'shop')).toEqual([]);
  expect(said(judgePlainHttp(noAnswer('SMOKE_REFUSED'), 'shop', { stated: true }))).toMatchObject([
    expect.stringContaining('fail http.no-answer'),
  ]);
});

test.each([
  ['https://shop.example/app', 'http://shop.example/app'],
  ['https://shop.example:8443', undefined],
  ['http://shop.example', undefined],
])('the other address of %s is %s', (origin, plain) => {
  expect(plainAddressOf(new URL(origin))?.href).toBe(plain);
});
