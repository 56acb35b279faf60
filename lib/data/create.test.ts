import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Api } from '../clients/api.js';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import {
  fromLocation,
  multipartUpload,
  pagesByNumber,
  rawUpload,
  restResource,
  type UploadsOptions,
} from '../target/capabilities.js';
import { attemptItem, attemptUpload, created } from './create.js';
import { buildDocument } from './document.js';
import { openAfter, readEntries } from './entries.js';
import { Ledger, ledgerFile } from './ledger.js';

const servers = new TestServers();
let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'firstlight-create-'))));
afterEach(async () => {
  await servers.end();
  rmSync(folder, { recursive: true });
});

const document = buildDocument({ name: 'smoke-1', contentType: 'text/plain', extension: '.txt' });
const files: UploadsOptions = {
  path: '/files',
  id: (body) => body['file']?.['id'],
  contentPath: (id) => `/files/${id}/raw`,
  removePath: (id) => `/files/${id}`,
};

/** A member of a shop that replies so, a ledger, and what is open in it. */
async function shopWhere(reply: Reply) {
  const asked: Asked[] = [];
  const http = await servers.serve((each) => {
    asked.push(each);
    return reply;
  });
  const ledger = new Ledger(folder, 'run', 'test');
  const open = () =>
    openAfter(readEntries(ledgerFile(folder, 'run', 'test'))).map((thing) => [
      thing.name,
      'as' in thing ? thing.created : thing.service,
    ]);
  return { api: new Api(http, { role: 'member', headers: {} }), ledger, asked, open };
}

describe('a document is sent', () => {
  test('as a part of a form', async () => {
    const { api, ledger, asked } = await shopWhere({ status: 201, body: { file: { id: 7 } } });
    const uploads = multipartUpload({ ...files, fileField: 'upload', fields: ({ title }) => ({ name: title }) });

    const attempt = await attemptUpload(api, uploads, document, ledger);

    expect(created(attempt, 201)).toBe('7');
    expect(asked[0]?.headers['content-type']).toContain('multipart/form-data; boundary=');
    expect(asked[0]?.text).toContain('name="name"\r\n\r\nsmoke-1\r\n');
    expect(asked[0]?.text).toContain('name="upload"; filename="smoke-1.txt"');
    expect(asked[0]?.text).toContain(document.text);
  });

  test('as the body of a request', async () => {
    const { api, ledger, asked, open } = await shopWhere({ headers: { location: '/files/a7/?v=1' } });
    const uploads = rawUpload({
      ...files,
      method: 'PUT',
      pathFor: ({ filename }) => `/files/${filename}`,
      headers: ({ title }) => ({ 'X-Title': title }),
      id: fromLocation((item) => item['id']),
    });

    expect(created(await attemptUpload(api, uploads, document, ledger), 200)).toBe('a7');

    expect(asked).toMatchObject([
      {
        method: 'PUT',
        path: '/files/smoke-1.txt',
        headers: { 'content-type': 'text/plain', 'x-title': 'smoke-1' },
        text: document.text,
      },
    ]);
    expect(open()).toEqual([['smoke-1', { id: 'a7', path: '/files/a7' }]]);
  });
});

describe('the ledger', () => {
  test.each<[string, Reply, unknown]>([
    [
      'holds what was created',
      { status: 201, body: { file: { id: 'a' } } },
      [['smoke-1', { id: 'a', path: '/files/a' }]],
    ],
    [
      'holds what was created with another status than is stated',
      { status: 202, body: { file: { id: 'a' } } },
      [['smoke-1', { id: 'a', path: '/files/a' }]],
    ],
    ['holds what may have been created, by a failure', { status: 500 }, [['smoke-1', undefined]]],
    ['holds what was created without an id', { status: 201, body: { ok: true } }, [['smoke-1', undefined]]],
    ['holds what was created with an empty id', { status: 201, body: { file: { id: '' } } }, [['smoke-1', undefined]]],
    ['holds what was created with a page', { status: 201, body: '<p>Thanks</p>' }, [['smoke-1', undefined]]],
    ['holds nothing of what was refused', { status: 422, body: { error: 'no' } }, []],
  ])('%s', async (_, reply, expected) => {
    const { api, ledger, open } = await shopWhere(reply);

    await attemptUpload(api, multipartUpload(files), document, ledger);

    expect(open()).toEqual(expected);
  });

  test('holds what was sent and not answered', async () => {
    const { api, ledger, open } = await shopWhere({});
    await servers.end();

    await expect(attemptUpload(api, multipartUpload(files), document, ledger)).rejects.toThrow('SMOKE_');

    expect(open()).toEqual([['smoke-1', undefined]]);
  });
});

const boxes = restResource({
  path: '/boxes',
  id: (body) => body['id'],
  example: (name) => ({ name }),
  nameOf: (item) => item['name'],
  pages: pagesByNumber({ items: (body) => body['items'] }),
});

test('an item whose id holds a slash is removed by that id', async () => {
  const { api, ledger, open } = await shopWhere({ status: 201, body: { id: 'a/../b' } });

  await attemptItem(api, boxes, 'boxes', 'smoke-2', ledger);

  expect(open()).toEqual([['smoke-2', { id: 'a/../b', path: '/boxes/a%2F..%2Fb' }]]);
});

test('an item that should have been refused, and was not, is removed as any other', async () => {
  const { api, ledger, open } = await shopWhere({ status: 200, body: { id: 'x' } });

  await attemptItem(api, boxes, 'boxes', 'smoke-3', ledger, { body: { name: '' } });

  expect(open()).toEqual([['smoke-3', { id: 'x', path: '/boxes/x' }]]);
});

test('what was not created as stated is shown with its answer', async () => {
  const { api, ledger } = await shopWhere({ status: 507, body: { error: 'full' } });
  const attempt = await attemptUpload(api, multipartUpload(files), document, ledger);

  expect(() => created(attempt, 201)).toThrow(
    'POST /files answered 507 instead of 201 with an id (correlation id c-1): {"error":"full"}',
  );
});
