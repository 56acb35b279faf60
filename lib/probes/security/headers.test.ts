import { expect, test } from 'vitest';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { judgeHeaders, judgeVersions } from './headers.js';

const SECURE = new URL('https://shop.example/');

const page = (headers: Record<string, string>, url = SECURE) =>
  httpFacts({ url, headers: new Headers({ 'content-type': 'text/html', ...headers }) });

const GOOD = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'content-security-policy': "default-src 'self'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};

const said = (findings: ReturnType<typeof judgeHeaders>): string[] =>
  findings.map(({ severity, expected, actual }) => `${severity} ${expected.split(':')[0]}: ${actual}`);

test('a page that does as good practice says has no finding', () => {
  expect(judgeHeaders(page(GOOD), 'shop')).toEqual([]);
});

test('what is not stated only warns, each header by its name', () => {
  expect(said(judgeHeaders(page({}), 'shop'))).toEqual(Object.keys(GOOD).map((name) => `warn ${name}: no such header`));
});

test.each([
  ['an HSTS of a day', { 'strict-transport-security': 'max-age=86400' }, ['strict-transport-security: max-age=86400']],
  ['an HSTS switched off', { 'strict-transport-security': 'max-age=0' }, ['strict-transport-security: max-age=0']],
  ['sniffing', { 'x-content-type-options': 'sniff' }, ['x-content-type-options: sniff']],
  ['framing by all', { 'x-frame-options': 'ALLOWALL' }, ['x-frame-options: ALLOWALL']],
  ['every path to all', { 'referrer-policy': 'unsafe-url' }, ['referrer-policy: unsafe-url']],
  [
    'framing ruled by the policy',
    { 'x-frame-options': '', 'content-security-policy': "default-src 'self'; frame-ancestors 'none'" },
    [],
  ],
])('%s is judged', (_, headers, findings) => {
  expect(said(judgeHeaders(page({ ...GOOD, ...headers }), 'shop'))).toEqual(findings.map((each) => `warn ${each}`));
});

test('HSTS is no matter of http, and what protects pages none of JSON', () => {
  const url = new URL('http://shop.example/');
  const json = httpFacts({ url, headers: new Headers({ 'content-type': 'application/json' }) });

  expect(said(judgeHeaders(json, 'shop'))).toEqual(['warn x-content-type-options: no such header']);
  expect(judgeHeaders(json, 'shop', { 'Strict-Transport-Security': /max-age/ })).toHaveLength(1);
});

test('what the target states fails when it is not so, and is not judged twice', () => {
  const stated = { 'X-Frame-Options': 'SAMEORIGIN', 'referrer-policy': /^no-referrer$/g, 'x-own': 'yes' };

  expect(said(judgeHeaders(page(GOOD), 'shop', stated))).toEqual([
    'fail x-frame-options: DENY',
    'fail x-own: no such header',
  ]);
});

test.each([
  ['a server without a version', { server: 'nginx' }, []],
  ['a server with one', { server: 'nginx/1.2' }, ['server: nginx/1.2']],
  ['a framework', { 'x-powered-by': 'Express' }, ['x-powered-by: Express']],
])('%s is a banner or none', (_, headers, banners) => {
  expect(judgeVersions(page(headers), 'shop').map(({ actual }) => actual)).toEqual(banners);
});

test('a banner warns, and fails where the target says that there is none', () => {
  const facts = page({ server: 'nginx/1.2' });

  expect(judgeVersions(facts, 'shop')).toMatchObject([{ severity: 'warn' }]);
  expect(judgeVersions(facts, 'shop', { hides: true })).toMatchObject([{ severity: 'fail' }]);
});

test('who does not answer, or is in trouble, is not judged green', () => {
  for (const facts of [noAnswer('SMOKE_REFUSED'), httpFacts({ status: 503 })]) {
    expect(judgeHeaders(facts, 'shop')).toMatchObject([{ severity: 'fail' }]);
    expect(judgeVersions(facts, 'shop')).toMatchObject([{ severity: 'fail' }]);
  }
});
