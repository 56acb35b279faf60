import { afterEach, expect, test } from 'vitest';
import type { HttpClient } from '../clients/http.js';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import { Secret } from '../target/secret.js';
import type { ParsedService } from '../target/target.js';
import { discard } from './discard.js';

const servers = new TestServers();
afterEach(() => servers.end());

const serviceAt = (http: HttpClient): ParsedService => ({
  kind: 's3',
  url: http.addressOf('/'),
  bucket: 'files',
  accessKey: new Secret('the access key'),
  secretKey: new Secret('the secret key'),
});

/** Removes a thing from a store that replies so, and gives what the store was asked. */
async function discarding(kind: string, reply: (asked: Asked) => Reply): Promise<readonly string[]> {
  const asked: string[] = [];
  const http = await servers.serve((each) => {
    asked.push(`${each.method} ${each.path}`);
    return reply(each);
  });
  const thing = { key: '1', kind, name: 'tmp/smoke-1', service: 'store' };
  await discard(thing, serviceAt(http), { http, guard: http.guard, access: undefined, timeout: 1_000 });
  return asked;
}

test.each([204, 200, 404])('an object is removed by its key, and %i says that it is gone', async (status) => {
  expect(await discarding('object', () => ({ status }))).toEqual(['DELETE /files/tmp/smoke-1']);
});

test.each([403, 500])('an object that is answered %i for is told', async (status) => {
  await expect(discarding('object', () => ({ status }))).rejects.toThrow(
    `DELETE /files/tmp/smoke-1 answered ${status}`,
  );
});

test('what was being sent in parts is given up, and nothing whose key only begins so', async () => {
  const begun = [
    ['tmp/smoke-1', 'a'],
    ['tmp/smoke-10', 'b'],
    ['tmp/smoke-1', 'c'],
  ].map(([key, id]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`);
  const list = `<ListMultipartUploadsResult>${begun.join('')}</ListMultipartUploadsResult>`;

  expect(
    await discarding('object in parts', ({ method }) => (method === 'GET' ? { body: list } : { status: 204 })),
  ).toEqual([
    'GET /files?uploads=&prefix=tmp%2Fsmoke-1',
    'DELETE /files/tmp/smoke-1?uploadId=a',
    'DELETE /files/tmp/smoke-1?uploadId=c',
  ]);
});

test('nothing begun, or none known any more, is nothing to give up', async () => {
  const none = { body: '<ListMultipartUploadsResult></ListMultipartUploadsResult>' };

  expect(await discarding('object in parts', () => none)).toHaveLength(1);
});
