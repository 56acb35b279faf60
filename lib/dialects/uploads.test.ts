import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Api } from '../clients/api.js';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import { attemptUpload } from '../data/create.js';
import { buildDocument } from '../data/document.js';
import { Ledger } from '../data/ledger.js';
import {
  fromLocation,
  type MultipartUpload,
  multipartUpload,
  rawUpload,
  type RawUpload,
  type UploadsOptions,
} from '../target/capabilities.js';
import { textOf } from '../target/json.js';

const servers = new TestServers();
let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'firstlight-uploads-'))));
afterEach(async () => {
  await servers.end();
  rmSync(folder, { recursive: true });
});

const document = buildDocument({ name: 'smoke-1', contentType: 'text/plain', extension: '.txt' });
const files = {
  path: '/files',
  id: (body) => body['id'],
  contentPath: (id) => `/files/${id}`,
  removePath: (id) => `/files/${id}`,
} as const satisfies UploadsOptions;

const lastOf = (url: unknown): string | undefined => textOf(url)?.split('/').at(-1);
const isForm = ({ headers, text }: Asked): boolean =>
  headers['content-type']?.startsWith('multipart/form-data') === true && text.includes(document.text);
const isRaw = ({ headers, text }: Asked): boolean => headers['content-type'] === 'text/plain' && text === document.text;

const DIALECTS: ReadonlyArray<
  readonly [dialect: string, uploads: MultipartUpload | RawUpload, isWanted: (asked: Asked) => boolean, reply: Reply]
> = [
  ['a form, an id', multipartUpload(files), isForm, { status: 201, body: { id: '7' } }],
  ['a form, a number and its size as a text', multipartUpload(files), isForm, { body: { id: 7, filesize: '12' } }],
  ['a form of other fields', multipartUpload({ ...files, fileField: 'document' }), isForm, { body: { id: '7' } }],
  ['a raw body', rawUpload(files), isRaw, { status: 201, body: { id: '7' } }],
  ['a raw body by PUT', rawUpload({ ...files, method: 'PUT' }), isRaw, { status: 201, body: { id: '7' } }],
  [
    'a URL in place of an id',
    multipartUpload({ ...files, id: (body) => lastOf(body['url']) }),
    isForm,
    { status: 201, body: { url: 'https://cdn.shop.example/files/7' } },
  ],
  ['both', multipartUpload(files), isForm, { status: 201, body: { id: '7', url: '/files/7' } }],
  [
    'a Location and nothing more',
    rawUpload({ ...files, id: fromLocation((item) => item['id']) }),
    isRaw,
    { status: 201, headers: { location: '/files/7' } },
  ],
];

test.each(DIALECTS)('an upload by %s', async (_, uploads, isWanted, reply) => {
  const http = await servers.serve((asked) => (isWanted(asked) ? reply : { status: 415 }));
  const api = new Api(http, { role: 'member', headers: {} });

  const { id } = await attemptUpload(api, uploads, document, new Ledger(folder, 'run', 'test'));

  expect(id).toBe('7');
});
