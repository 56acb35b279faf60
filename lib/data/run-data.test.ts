import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import { multipartUpload, pagesByNumber, restResource } from '../target/capabilities.js';
import { shopThat } from '../target/testing/shop.js';
import { openAfter, readEntries } from './entries.js';
import { Ledger, ledgerFile } from './ledger.js';
import { createRunData } from './run-data.js';

const servers = new TestServers();
let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'firstlight-run-data-'))));
afterEach(async () => {
  await servers.end();
  rmSync(folder, { recursive: true });
});

const resource = (path: string) =>
  restResource({
    path,
    id: (body) => body['id'],
    example: (name) => ({ name }),
    nameOf: (item) => item['name'],
    pages: pagesByNumber({ items: (body) => body['items'] }),
  });

const shop = shopThat({
  uploads: multipartUpload({
    path: '/files',
    id: (body) => body['id'],
    contentPath: (id) => `/files/${id}/raw`,
    removePath: (id) => `/files/${id}`,
  }),
  resources: { boxes: resource('/boxes'), lids: resource('/lids') },
});

/** What a run has where requests are answered so. */
async function runDataWhere(reply: (path: string) => Reply) {
  const http = await servers.serve(({ path }: Asked) => reply(path));
  const data = await createRunData(shop, http, new Ledger(folder, 'r', 'run'), 'r');
  const open = openAfter(readEntries(ledgerFile(folder, 'r', 'run'))).map((thing) =>
    'as' in thing ? thing.created?.path : thing.name,
  );
  return { data, open: new Set(open) };
}

const signedIn: Reply = { body: { access_token: 't0ken' } };

test('a run has a document and an item of each resource, all in the ledger', async () => {
  const { data, open } = await runDataWhere((path) =>
    path === '/login' ? signedIn : { status: 201, body: { id: 7 } },
  );

  expect(data.document).toMatchObject({ id: '7', title: expect.stringMatching(/^smoke-r-run-\d$/) });
  expect(Object.entries(data.items).map(([kind, { id }]) => [kind, id])).toEqual([
    ['boxes', '7'],
    ['lids', '7'],
  ]);
  expect(data.missing).toBeNull();
  expect(open).toEqual(new Set(['/boxes/7', '/files/7', '/lids/7']));
});

test('what cannot be created is told, and costs nothing else', async () => {
  const { data, open } = await runDataWhere((path) => {
    if (path === '/login') return signedIn;
    return path === '/boxes' ? { status: 403, body: { error: 'no' } } : { status: 201, body: { id: 7 } };
  });

  expect(data.document?.id).toBe('7');
  expect(Object.keys(data.items)).toEqual(['lids']);
  expect(data.missing).toContain('POST /boxes answered 403 instead of 201');
  expect(open).toEqual(new Set(['/files/7', '/lids/7']));
});

test('where nobody can sign in, that is told', async () => {
  const { data, open } = await runDataWhere(() => ({ status: 503 }));

  expect(data).toEqual({ document: null, items: {}, missing: expect.stringContaining('POST /login answered 503') });
  expect(open).toEqual(new Set());
});
