import { expect, test } from 'vitest';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { judgeClosed, judgeUnknownRoute } from './exposure.js';

const JSON_HEADERS = new Headers({ 'content-type': 'application/json' });

const refusal = (body: unknown, status = 404) =>
  httpFacts({ status, headers: JSON_HEADERS, text: JSON.stringify(body) });

const isShaped = (body: { readonly [key: string]: unknown }): boolean => body['code'] === 'not_found';

const said = (findings: ReturnType<typeof judgeClosed>): string[] =>
  findings.map(({ severity, code, actual }) => `${severity} ${code}: ${actual}`);

test.each([
  [200, ['fail exposure.open: 200, no content type']],
  [302, []],
  [401, []],
  [404, []],
])('a closed path that answers %i is judged', (status, findings) => {
  expect(said(judgeClosed(httpFacts({ status }), 'shop'))).toEqual(findings);
});

test.each([
  ['JSON', refusal({ error: 'not found' }), []],
  ['a page', httpFacts({ headers: new Headers({ 'content-type': 'text/html' }) }), ['200, text/html']],
  ['404 with a page', httpFacts({ status: 404, text: '<p>' }), ['404, no content type']],
  ['JSON that is none', httpFacts({ status: 404, headers: JSON_HEADERS, text: '{' }), ['404, application/json']],
])('an unknown route that answers %s warns or not', (_, facts, seen) => {
  expect(said(judgeUnknownRoute(facts, 'shop'))).toEqual(seen.map((each) => `warn exposure.refusal: ${each}`));
});

test('the shape that the target states is asked for, also of what has no such place', () => {
  expect(judgeUnknownRoute(refusal({ code: 'not_found' }), 'shop', isShaped)).toEqual([]);
  for (const body of [{ code: 'other' }, [], null]) {
    expect(said(judgeUnknownRoute(refusal(body), 'shop', isShaped))).toEqual([
      'fail exposure.refusal: 404 with JSON of another shape',
    ]);
  }
});

test.each([
  ['Node', 'Error: no\n    at route (/srv/gateway/proxy.js:41:11)'],
  ['Java', 'x.NotFound\n\tat com.shop.Routes.find(Routes.java:17)'],
  ['Python', 'Traceback (most recent call last):\n  File "/srv/app.py", line 3, in find'],
  ['.NET', '   at Shop.Routes.Find(String path) in C:\\shop\\Routes.cs:line 12'],
  ['Go', 'panic: no\n\ngoroutine 1 [running]:'],
  ['PHP', '#0 /srv/public/index.php(17): Shop\\find()'],
])('a stack trace of %s is seen', (_, stack) => {
  expect(judgeUnknownRoute(refusal({ stack }), 'shop')).toMatchObject([{ code: 'exposure.trace' }]);
});

test('who does not answer is not judged green', () => {
  expect(judgeClosed(noAnswer('SMOKE_REFUSED'), 'shop')).toMatchObject([{ code: 'http.no-answer' }]);
  expect(judgeUnknownRoute(noAnswer('SMOKE_REFUSED'), 'shop')).toMatchObject([{ severity: 'fail' }]);
});
