import multipart from '@fastify/multipart';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerErrors } from '../../kernel/errors.js';
import { readUpload } from './upload.js';

const MAX_BYTES = 64;
const app = Fastify();

beforeAll(async () => {
  registerErrors(app);
  await app.register(multipart, { limits: { fileSize: MAX_BYTES, files: 1 } });
  app.post('/', async (request) => {
    const { file, ...fields } = await readUpload(request);
    return { ...fields, ...file, bytes: Buffer.from(file.bytes).toString() };
  });
});
afterAll(() => app.close());

describe('readUpload', () => {
  test('reads fields and file, in any order', async () => {
    const expected = { title: 'Rain', assignmentId: null, filename: 'rain.md', bytes: 'It rains. ☔', words: 3 };
    const file: Part = ['file', new Blob(['It rains. ☔'], { type: 'text/markdown' }), 'rain.md'];
    expect(await upload(['title', ' Rain '], file)).toMatchObject({ status: 200, body: expected });
    expect(await upload(file, ['assignmentId', ''], ['title', 'Rain'])).toMatchObject({ status: 200, body: expected });
  });

  test('keeps only the name of a file that comes with a path', async () => {
    const answer = await upload(['title', 'Rain'], ['file', text('x'), '../../etc/rain.txt']);
    expect(answer.body).toMatchObject({ filename: 'rain.txt' });
  });

  // prettier-ignore
  test.each<[string, number, readonly Part[]]>([
    ['a picture', 415, [['title', 'Rain'], ['file', new Blob(['x'], { type: 'image/png' }), 'a.png']]],
    ['bytes that are not text', 415, [['title', 'Rain'], ['file', text(new Uint8Array([0xff, 0xfe])), 'a.txt']]],
    ['one byte too much', 413, [['title', 'Rain'], ['file', text('x'.repeat(MAX_BYTES + 1)), 'a.txt']]],
    ['no file', 422, [['title', 'Rain']]],
    ['an empty file', 422, [['title', 'Rain'], ['file', text(''), 'a.txt']]],
    ['no title', 422, [['file', text('x'), 'a.txt']]],
    ['a blank title', 422, [['title', '  '], ['file', text('x'), 'a.txt']]],
    ['an assignment that is no id', 422, [['title', 'Rain'], ['assignmentId', '7'], ['file', text('x'), 'a.txt']]],
  ])('refuses %s with %i', async (_what, status, parts) => {
    expect((await upload(...parts)).status).toBe(status);
  });

  test('accepts a file of exactly the limit', async () => {
    expect((await upload(['title', 'Rain'], ['file', text('x'.repeat(MAX_BYTES)), 'a.txt'])).status).toBe(200);
  });

  test('calls a form that breaks off malformed', async () => {
    const payload = '--x\r\ncontent-disposition: form-data; name="title"\r\n\r\nRa';
    expect(await post(Buffer.from(payload), 'multipart/form-data; boundary=x')).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed_body' } },
    });
  });
});

type Part = readonly [field: string, value: string] | readonly [field: string, file: Blob, filename: string];

async function upload(...parts: readonly Part[]) {
  const form = new FormData();
  for (const part of parts) {
    if (part.length === 2) form.append(...part);
    else form.append(...part);
  }
  const encoded = new Response(form);
  return post(Buffer.from(await encoded.arrayBuffer()), encoded.headers.get('content-type') ?? '');
}

async function post(payload: Buffer, contentType: string) {
  const answer = await app.inject({ method: 'POST', url: '/', payload, headers: { 'content-type': contentType } });
  return { status: answer.statusCode, body: answer.json<unknown>() };
}

function text(content: string | Uint8Array<ArrayBuffer>): Blob {
  return new Blob([content], { type: 'text/plain' });
}
