import { afterEach, describe, expect, test } from 'vitest';
import { type Asked, type Reply, TestServers } from '../../clients/testing/http-server.js';
import { Contract } from '../../contract/contract.js';
import type { Json } from '../../target/json.js';
import { observeHttp } from '../http.js';
import { judgePresence } from './judge-presence.js';
import { type Ask, observeReads, observeWrites } from './observe-routes.js';

const servers = new TestServers();
afterEach(() => servers.end());

const ID = { name: 'id', in: 'path', schema: { type: 'integer' } };
const LISTED = { 200: { content: { 'application/json': { schema: {} } } } };
const DOCUMENT = {
  openapi: '3.1.0',
  security: [{ bearer: [] }],
  paths: {
    '/v1/boxes': { get: { responses: LISTED }, post: {} },
    '/v1/boxes/{id}': { parameters: [ID], get: { responses: LISTED }, delete: {} },
  },
};

/** A platform as it might be: how it answers what it has, and what it has not. */
interface Shop {
  readonly unknownRoute: Reply;
  readonly unknownBox?: Reply;
  readonly unauthorised?: Reply;
  /** Whether who is not signed in is told so before routes are looked for. */
  readonly guardsAll?: boolean;
  readonly boxes?: readonly object[];
  readonly gone?: readonly string[];
}

const json = (status: number, body: object): Reply => ({
  status,
  body,
  headers: { 'content-type': 'application/json' },
});
const page = (status: number, body: string): Reply => ({ status, body, headers: { 'content-type': 'text/html' } });
const text = (status: number, body: string): Reply => ({ status, body, headers: { 'content-type': 'text/plain' } });

function answer(shop: Shop, { method, path, headers }: Asked): Reply {
  const { unauthorised = json(401, { error: 'who are you?' }), unknownBox = json(404, { error: 'no such box' }) } =
    shop;
  const isSignedIn = headers.authorization !== undefined;
  if (shop.guardsAll === true && !isSignedIn) return unauthorised;
  const [, id] = /^\/v1\/boxes(?:\/([^/]+))?$/.exec(path) ?? ['', 'no box'];
  const route = `${method} ${id === undefined ? '/v1/boxes' : '/v1/boxes/{id}'}`;
  const has = id !== 'no box' && ['GET', 'POST', 'DELETE'].includes(method) && !(method === 'POST' && id !== undefined);
  if (!has || shop.gone?.includes(route) === true) return shop.unknownRoute;
  if (!isSignedIn) return unauthorised;
  if (id === undefined) return method === 'GET' ? json(200, { items: shop.boxes ?? [{ id: 7 }] }) : json(422, {});
  return id === '7' ? json(200, { id: 7 }) : unknownBox;
}

const isRead = ({ method }: { readonly method: string }): boolean => method === 'GET';

/** What is found on it: who reads has signed in, who writes has not. */
async function found(shop: Shop, document: object = DOCUMENT, noToken = 401): Promise<string[]> {
  const http = await servers.serve((asked) => answer(shop, asked));
  const contract = new Contract(Object(document) satisfies Json, http.addressOf('/'));
  const ask =
    (headers: Readonly<Record<string, string>>): Ask =>
    (method, path) =>
      observeHttp(http, http.addressOf(path), { method, headers });
  const nobody = ask({});
  const reads = await observeReads(
    contract,
    { nobody, somebody: ask({ authorization: 'x' }) },
    contract.operations.filter(isRead),
  );
  const writes = await observeWrites(
    contract,
    { nobody, somebody: nobody },
    contract.operations.filter((each) => !isRead(each)),
  );
  return judgePresence([...reads, ...writes], { serviceOf: () => 'shop', noToken }).map(
    ({ severity, code, expected, actual }) => `${severity} ${code}: ${expected}: ${actual}`,
  );
}

const SHOPS: ReadonlyArray<readonly [string, Shop]> = [
  ['tells items from routes', { unknownRoute: json(404, { error: 'no such route' }) }],
  [
    'has one refusal for both',
    { unknownRoute: json(404, { detail: 'Not Found' }), unknownBox: json(404, { detail: 'Not Found' }) },
  ],
  ['names the path in its refusals', { unknownRoute: page(404, 'Cannot GET /v1/boxes/x') }],
  ['has other methods refused', { unknownRoute: json(405, { detail: 'Method Not Allowed' }) }],
  ['shows its start page for all that it does not know', { unknownRoute: page(200, '<!doctype html>') }],
  ['forbids what it does not know', { unknownRoute: json(403, { message: 'Missing Authentication Token' }) }],
];

describe.each(SHOPS)('a platform that %s', (_, shop) => {
  test('has its routes found', async () => {
    expect(await found(shop)).toEqual([]);
  });

  test.each(['GET /v1/boxes', 'GET /v1/boxes/{id}', 'POST /v1/boxes', 'DELETE /v1/boxes/{id}'])(
    'has %s missed when it is gone',
    async (gone) => {
      const findings = await found({ ...shop, gone: [gone] });

      // What is forbidden to all might be there.
      const said = shop.unknownRoute.status === 403 ? /^warn route.untold/ : /^fail route.gone/;
      expect(findings).toHaveLength(1);
      expect(findings[0]).toMatch(said);
      expect(findings[0]).toContain(gone);
    },
  );
});

test('an empty list with one refusal for both leaves it to who is not signed in', async () => {
  const shop: Shop = { unknownRoute: text(404, 'Not Found'), unknownBox: text(404, 'Not Found'), boxes: [] };

  expect(await found(shop)).toEqual([]);
  expect(await found({ ...shop, gone: ['GET /v1/boxes/{id}'] })).toEqual([
    'fail route.gone: GET /v1/boxes/{id} is there: 404 from /v1/boxes/2147483646, as of a route that nobody has',
  ]);
});

test('a list that shows what whoever asks may not see is told', async () => {
  const hidden = json(404, { error: 'not found' });

  expect(await found({ unknownRoute: hidden, unknownBox: hidden, boxes: [{ id: 7 }, { id: 8 }] })).toEqual([
    'fail route.gone: GET /v1/boxes/{id} is there: 404 from /v1/boxes/8, which a list shows, as of a route that nobody has',
  ]);
});

test('who refuses everything to everybody has nothing known of what changes something', async () => {
  const findings = await found({ unknownRoute: json(404, {}), guardsAll: true });

  expect(findings).toEqual([
    'warn route.untold: routes that are answered otherwise than those that are not there: POST /v1/boxes, DELETE /v1/boxes/{id}: as 401 as any other',
  ]);
});

test('who hides routes from who is not signed in is not accused of having none', async () => {
  const hidden = json(404, { detail: 'Not Found' });
  const findings = await found({ unknownRoute: hidden, unauthorised: hidden }, DOCUMENT, 404);

  expect(findings).toEqual([expect.stringContaining('warn route.untold')]);
});

test('a route that fails is told by its status', async () => {
  expect(await found({ unknownRoute: json(404, {}), unknownBox: json(500, {}), boxes: [] })).toEqual([
    'fail http.status: GET /v1/boxes/{id} answers below 500: 500',
  ]);
});

test('what a run has created is not asked for: it may be gone', async () => {
  const boxes = [{ id: 7 }, { id: 8, name: 'smoke-20260101t000000-abcd-run-1' }];
  expect(await found({ unknownRoute: json(404, { error: 'no such box' }), boxes })).toEqual([]);
});
