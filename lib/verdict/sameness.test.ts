import { expect, test } from 'vitest';
import type { CheckResult } from './evidence.js';
import { normaliseError, samenessIn } from './sameness.js';
import { aFailure } from './testing/builders.js';

test.each([
  ['took 1503 ms', 'took <n> ms'],
  ['took 512 ms, 300ms allowed', 'took <n> ms, <n>ms allowed'],
  ['expected 201, seen 500', 'expected 201, seen 500'],
  ['answered 500.', 'answered 500.'],
  ['{"status": 404, "items": 204}', '{"status": 404, "items": <n>}'],
  ['GET /items -> 503 after 200 ms', 'GET /items -> 503 after <n> ms'],
  ['waited for the notification of 453: not within 2000 ms', 'waited for the notification of <n>: not within <n> ms'],
  ['waited for a word: not within 2 s; last came {"at":"12:01"} (SMOKE_SILENT)', 'waited for a word: not within <n> s'],
  [
    'pages list it: not within 2000 ms; asked 9 times, saw last ["b"]',
    'pages list it: not within <n> ms; asked <n> times',
  ],
  ['an item with id 404', 'an item with id <n>'],
  ['row 7 of 1200', 'row <n> of <n>'],
  ['no user 3f2b8c1e-0d5a-4c7e-9a41-5b6c7d8e9f00', 'no user <id>'],
  ['commit 9fceb02d0ae598e95dc970b74767f19372d61af8', 'commit <id>'],
  ['smoke-k3j2-document-1 is gone', '<id> is gone'],
  ['the facade is defaced', 'the facade is defaced'],
  ['\u001B[31mred\u001B[39m', 'red'],
])('%j reads as %j', (text, expected) => {
  expect(normaliseError(text)).toBe(expected);
});

function same(...stated: ReadonlyArray<Parameters<typeof aFailure>[1]>): boolean {
  const checks = stated.map((one, place) => aFailure(String(place), { reason: 'no', ...one }));
  return new Set(checks.map(samenessIn(checks))).size === 1;
}

test.each([
  ['ids in the route', { route: 'GET /v1/items/123 -> 500' }, { route: 'GET /v1/items/99 -> 500' }, true],
  ['the status', { route: 'GET /v1/items -> 500' }, { route: 'GET /v1/items -> 404' }, false],
  ['ids with a letter before them', { route: 'GET /items/p16 -> 404' }, { route: 'GET /items/p499 -> 404' }, true],
  [
    'ids in what is said',
    { reason: 'waited for f782: not within 9 ms' },
    { reason: 'waited for f9: not within 8 ms' },
    false,
  ],
  [
    'ids of several digits',
    { reason: 'waited for f782: not within 9 ms' },
    { reason: 'waited for f91: not within 8 ms' },
    true,
  ],
  ['the version', { route: 'GET /v1/items -> 500' }, { route: 'GET /v2/items -> 500' }, false],
  ['the service', { services: ['login'] }, { services: ['files'] }, false],
  ['other needs', { services: ['login', 'front'] }, { services: ['login'] }, true],
  ['the error', { reason: 'yes' }, { reason: 'no' }, false],
  ['the error, on a route that answers', { route: 'GET /a -> 404', reason: 'yes' }, { route: 'GET /a -> 404' }, false],
  [
    'who asked of a route that crashes',
    { reason: '`member` cannot sign in: POST /token answered 500 (SMOKE_SIGN_IN_REFUSED)' },
    { route: 'GET /b -> 200', reason: 'set-up: `admin` cannot sign in: POST http://a.example/token?x=1 answered 500' },
    true,
  ],
  [
    'who is not let in',
    { reason: '`member` cannot sign in: POST /token answered 403 "no" (correlation id a) (SMOKE_SIGN_IN_REFUSED)' },
    { reason: 'the set-up: `admin` cannot sign in: POST /token answered 403 "off" (SMOKE_SIGN_IN_REFUSED)' },
    true,
  ],
  [
    'what nobody gets into, and what its route says to whoever asks',
    {
      services: ['orders'],
      reason:
        '`member` signs in, and the token opens nothing: GET /me answered 400 (correlation id a) (SMOKE_TOKEN_REFUSED)',
    },
    { services: ['login'], route: 'GET /me -> 400', reason: 'GET http://a.example/me answered 400, expected 200' },
    true,
  ],
  [
    'who needs the token that a sign-in does not give',
    {
      services: ['orders'],
      reason: 'POST /token answered 200, and ... finds no token in it: it has a (SMOKE_NO_TOKEN)',
    },
    { services: ['login'], route: 'POST /token -> 200', reason: 'it gave no token' },
    true,
  ],
  [
    'the service, on a route that crashes for both',
    { services: ['orders'], reason: '`member` cannot sign in: POST /token answered 500 (SMOKE_SIGN_IN_REFUSED)' },
    { services: ['login'], route: 'POST /token -> 500' },
    true,
  ],
  [
    'the id of an item that crashes',
    { reason: 'GET http://a.example/items/17 answered 500, expected 200' },
    { route: 'GET /items/:id -> 500' },
    true,
  ],
  [
    'which route crashes',
    { reason: 'GET http://a.example/items answered 500, expected 200' },
    { reason: 'GET http://a.example/orders answered 500, expected 200' },
    false,
  ],
  ['the error, on a route that crashes', { route: 'GET /a -> 503', reason: 'yes' }, { route: 'GET /a -> 503' }, true],
])('failures that differ in %s', (_what, a, b, expected) => {
  expect(same(a, b)).toBe(expected);
});

const crashing = (...routes: readonly string[]) => routes.map((name) => ({ route: `GET /${name} -> 500` }));

const failing = (title: string, stated = {}) => aFailure(`items > ${title}`, { reason: title, ...stated });
const groups = (checks: readonly CheckResult[]) => new Set(checks.map(samenessIn(checks))).size;

test('what stands on a check that fails is told with it, but for what strangers may do', () => {
  const [base, ...others] = [failing('created', { foundation: true }), failing('changed'), failing('listed')];
  const stranger = failing('changed by a stranger', { area: 'security' });
  const elsewhere = aFailure('files > read', { reason: 'read' });

  expect(groups([base, ...others])).toBe(1);
  expect(groups([base, ...others, stranger, elsewhere])).toBe(3);
  expect(groups(others)).toBe(2);
  // Where that check says why it fails, so it is for the others.
  const crashed = failing('created', { foundation: true, route: 'GET /items/:id -> 500' });
  expect(groups([crashed, ...others])).toBe(1);
  expect(groups([crashed, ...others, stranger])).toBe(2);
});

test('a service of which many routes crash is one failure, and of which few crash several', () => {
  expect(same(...crashing('a', 'b', 'c'))).toBe(false);
  expect(same(...crashing('a', 'b', 'c', 'd'))).toBe(true);
});
