import { afterEach, expect, test } from 'vitest';
import { type Asked, TestServers } from '../../clients/testing/http-server.js';
import { hiddenField } from '../../target/capabilities.js';
import type { Forgery } from '../../target/security.js';
import { httpFacts, noAnswer } from '../testing/facts.js';
import { judgeForged, observeForged } from './forged-request.js';

const servers = new TestServers();
afterEach(() => servers.end());

/** What is sent, in its order, where the page of a form holds a token. */
async function sentFor(forgery: Partial<Forgery>) {
  const asked: Asked[] = [];
  const http = await servers.serve((each) => {
    asked.push(each);
    return each.method === 'GET' ? { body: '<input name=_csrf value=t0ken>' } : { status: 403 };
  });
  await observeForged(http, { path: '/leave', status: 403, ...forgery }, { sid: 's', seen: '1' });
  return asked;
}

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

test('what is forged goes without what a form carries, and before it', async () => {
  const form = { page: '/home', carries: hiddenField('_csrf') };

  const [foreign, page, own] = await sentFor({ encoding: 'form', form });

  expect(foreign).toMatchObject({ method: 'POST', path: '/leave', text: '', headers: { cookie: 'sid=s; seen=1' } });
  expect(foreign?.headers.origin).toBe('https://elsewhere.invalid');
  expect(page).toMatchObject({ method: 'GET', path: '/home', headers: { cookie: 'sid=s; seen=1' } });
  expect(own).toMatchObject({ text: '_csrf=t0ken', headers: { cookie: 'sid=s; seen=1' } });
});

test('what is forged is an empty object where no form is stated, and a page of the origin adds its headers', async () => {
  const [foreign, own] = await sentFor({ own: ({ seen = '' }) => ({ 'x-seen': seen }) });

  expect(foreign).toMatchObject({ text: '{}' });
  expect(foreign?.headers).not.toHaveProperty('x-seen');
  expect(own).toMatchObject({ text: '{}', headers: { 'x-seen': '1' } });
});
