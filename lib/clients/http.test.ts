import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { FormData } from 'undici';
import type { Sample } from '../run/records.js';
import { Secret } from '../target/secret.js';
import { HttpClient, type HttpClientOptions } from './http.js';
import { HttpError } from './http-error.js';
import { type Asked, TestServers } from './testing/http-server.js';
import { answered, type Conduct, RawServers } from './testing/raw-server.js';

const servers = new TestServers();
const raws = new RawServers();
const clients: HttpClient[] = [];
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()));
  await servers.end();
  raws.end();
});

function clientOf(origin: URL, options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = new HttpClient({ origin, timeout: 500, userAgent: 'test', correlationId: 'c-1', ...options });
  clients.push(client);
  return client;
}

/** A client of a server below HTTP, and what it measures. */
async function clientWhere(conduct: Conduct) {
  const samples: Sample[] = [];
  const client = clientOf(await raws.serve(conduct), { onSample: (sample) => samples.push(sample) });
  return { client, samples };
}

/** What a server is asked when a client with these options asks. */
async function askedWith(
  access: HttpClientOptions['access'],
  ...ask: Parameters<HttpClient['ask']>
): Promise<Asked | undefined> {
  let asked: Asked | undefined;
  const client = await servers.serve((each) => {
    asked = each;
    return {};
  }, access);
  await client.ask(...ask);
  return asked;
}

const failureOf = async (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => 'an answer',
    (error: unknown) => error,
  );

describe('a request', () => {
  test('names the suite and the check in its headers', async () => {
    const asked = await askedWith(undefined, '/v1/items?page=2');

    expect(asked).toMatchObject({
      method: 'GET',
      path: '/v1/items?page=2',
      headers: { 'user-agent': 'test', 'x-correlation-id': 'c-1' },
    });
    expect(asked?.headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  });

  test('carries what the target wants of every request', async () => {
    const asked = await askedWith(
      { headers: { 'X-App-Key': new Secret('k3y') }, basicAuth: { user: 'ann', password: new Secret('pä:ss') } },
      '/',
    );

    expect(asked?.headers).toMatchObject({
      'x-app-key': 'k3y',
      authorization: `Basic ${Buffer.from('ann:pä:ss').toString('base64')}`,
    });
  });

  test('states its own headers over those of the target, whatever their case', async () => {
    const asked = await askedWith({ headers: { authorization: 'theirs' } }, '/', {
      headers: { Authorization: 'mine' },
    });

    expect(asked?.headers.authorization).toBe('mine');
  });

  test('sends JSON', async () => {
    const asked = await askedWith(undefined, '/', { method: 'POST', json: { name: 'ü' } });

    expect(asked).toMatchObject({
      method: 'POST',
      text: '{"name":"ü"}',
      headers: { 'content-type': 'application/json' },
    });
  });

  test('sends a form', async () => {
    const asked = await askedWith(undefined, '/', { method: 'POST', form: { name: 'a & b' } });

    expect(asked?.text).toBe('name=a+%26+b');
  });

  test('sends files', async () => {
    const multipart = new FormData();
    multipart.append('file', new Blob(['content'], { type: 'text/plain' }), 'note.txt');

    const asked = await askedWith(undefined, '/', { method: 'POST', multipart });

    expect(asked?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
    expect(asked?.text).toContain('filename="note.txt"');
  });

  test.each(['http://elsewhere.example/', 'http://127.0.0.1:1/', '//elsewhere.example/'])(
    'is never sent to another host: %s',
    async (url) => {
      const client = clientOf(new URL('http://127.0.0.1:2'), { hosts: new Set(['127.0.0.1:3']) });

      expect(await failureOf(client.ask(url))).toMatchObject({ code: 'SMOKE_FOREIGN_HOST' });
    },
  );

  test('may go to a host that the target names', async () => {
    const other = await servers.serve(() => ({ body: 'here' }));
    const { host, href } = other.addressOf('/');
    const client = clientOf(new URL('http://127.0.0.1:2'), { hosts: new Set([host]) });

    expect((await client.ask(href)).text).toBe('here');
  });

  test('is not sent when it is not permitted', async () => {
    let asked = 0;
    const origin = await raws.serve(() => asked++);
    const client = clientOf(origin, {
      permit: (method, url) => {
        throw new Error(`${method} ${url.pathname} is not granted`);
      },
    });

    expect(await failureOf(client.ask('/v1/items', { method: 'POST' }))).toMatchObject({
      message: 'POST /v1/items is not granted',
    });
    expect(asked).toBe(0);
  });
});

describe('an answer', () => {
  test('is given whole, with its status, headers and time', async () => {
    const client = await servers.serve(() => ({ status: 422, headers: { 'x-kind': 'test' }, body: { wrong: 'name' } }));

    const answer = await client.ask('/v1/items', { method: 'POST' });

    expect(answer).toMatchObject({ method: 'POST', status: 422, json: { wrong: 'name' }, correlationId: 'c-1' });
    expect(answer.headers.get('x-kind')).toBe('test');
    expect(answer.ms).toBeGreaterThan(0);
  });

  test('is a redirect where the server redirects: nothing follows it', async () => {
    const client = await servers.serve(() => ({ status: 302, headers: { location: 'http://elsewhere.example/' } }));

    expect(await client.ask('/')).toMatchObject({ status: 302 });
  });

  test('that is no JSON says so when JSON is asked of it', async () => {
    const client = await servers.serve(() => ({ body: '<!doctype html>' }));
    const answer = await client.ask('/v1/items');

    expect(() => answer.json).toThrow(
      expect.objectContaining({ code: 'SMOKE_NOT_JSON', causeClass: 'contract-drift' }),
    );
  });

  test('keeps its bytes', async () => {
    const bytes = Uint8Array.from([0, 255, 13, 10, 128]);
    const client = clientOf(
      await raws.serve((socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n');
        socket.write(bytes);
      }),
    );

    expect([...(await client.ask('/')).bytes]).toEqual([...bytes]);
  });
});

describe('no answer', () => {
  const half = 'HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\nhalf';

  test.each<[string, Conduct, string, string]>([
    ['where nobody says anything', () => undefined, 'SMOKE_TIMEOUT', 'slow'],
    ['where an answer does not end in time', (socket) => socket.write(half), 'SMOKE_TIMEOUT', 'slow'],
    ['where the connection is closed', (socket) => socket.destroy(), 'SMOKE_RESET', 'erroring'],
    ['where the connection is reset', (socket) => socket.resetAndDestroy(), 'SMOKE_RESET', 'erroring'],
    ['where an answer breaks off', (socket) => socket.end(half), 'SMOKE_BAD_ANSWER', 'erroring'],
    ['where it is no HTTP', (socket) => socket.end('220 mail.example ESMTP\r\n'), 'SMOKE_BAD_ANSWER', 'erroring'],
  ])('comes %s', async (_, conduct, code, causeClass) => {
    const { client, samples } = await clientWhere(conduct);
    const started = performance.now();

    expect(await failureOf(client.ask('/v1/items?token=s3cret', { timeout: 200 }))).toMatchObject({ code, causeClass });

    expect(performance.now() - started).toBeLessThan(1_000);
    expect(samples).toMatchObject([{ route: 'GET /v1/items', status: null, error: code }]);
  });

  test('comes where nobody listens', async () => {
    const failure = await failureOf(clientOf(await raws.gone()).ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_REFUSED', causeClass: 'not-started' });
  });

  test('comes from a name that does not resolve', async () => {
    const failure = await failureOf(clientOf(new URL('http://nobody.invalid'), { timeout: 5_000 }).ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_UNKNOWN_HOST', causeClass: 'unreachable' });
  });

  test('comes over TLS from a port without it', async () => {
    const origin = await raws.serve((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const failure = await failureOf(clientOf(new URL(`https://${origin.host}`)).ask('/'));

    expect(failure).toMatchObject({ code: 'SMOKE_CERTIFICATE', causeClass: 'certificate' });
  });

  test('comes where an answer is longer than anybody reads', async () => {
    const client = clientOf(await raws.serve((socket) => socket.write(answered('x'.repeat(2_000)))));

    expect(await failureOf(client.ask('/', { maxBytes: 1_000 }))).toMatchObject({ code: 'SMOKE_TOO_LARGE' });
  });

  test('is told with the method, the address without its query, and the correlation id', async () => {
    const origin = await raws.gone();
    const failure = await failureOf(clientOf(origin).ask('/v1/items?token=s3cret', { method: 'PUT' }));

    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({
      message: `PUT ${origin.origin}/v1/items refuses connections (ECONNREFUSED) (SMOKE_REFUSED, correlation id c-1)`,
    });
  });
});

/** Answers the first request of a connection and closes it on the second. */
const closesWhenKept: Conduct = (socket, request) =>
  request === 1 ? socket.write(answered('well')) : socket.resetAndDestroy();

/** Asks once, and again when the connection is idle. */
async function askTwice(client: HttpClient, method: string): Promise<unknown> {
  await client.ask('/');
  await pause(20);
  return failureOf(client.ask('/', { method }));
}

describe('the one retry', () => {
  test('is of a GET whose kept connection was reset, and it is recorded', async () => {
    const { client, samples } = await clientWhere(closesWhenKept);

    expect(await askTwice(client, 'GET')).toBe('an answer');
    expect(samples.map(({ status, error }) => ({ status, error }))).toEqual([
      { status: 200, error: null },
      { status: null, error: 'reset, retried' },
      { status: 200, error: null },
    ]);
  });

  test('is never of what may have had an effect', async () => {
    const { client } = await clientWhere(closesWhenKept);

    expect(await askTwice(client, 'POST')).toMatchObject({ code: 'SMOKE_RESET' });
  });

  test('is never of a connection that was new', async () => {
    const { client, samples } = await clientWhere((socket) => socket.resetAndDestroy());

    expect(await failureOf(client.ask('/'))).toMatchObject({ code: 'SMOKE_RESET' });
    expect(samples).toHaveLength(1);
  });
});

describe('measurements', () => {
  test('tell the route without its ids, and the service', async () => {
    const samples: Sample[] = [];
    const client = clientOf(await raws.serve((socket) => socket.write(answered('well'))), {
      onSample: (sample) => samples.push(sample),
      serviceAt: () => 'shop',
    });

    await client.ask('/v1/items/42/parts/0b7ff1b5-45f1-4d3b-9c3f-0f6a4f1f5a11?deep=1');

    expect(samples).toMatchObject([
      { service: 'shop', route: 'GET /v1/items/:id/parts/:id', status: 200, correlation_id: 'c-1', error: null },
    ]);
  });

  test('of another correlation id go their own way', async () => {
    const samples: Sample[] = [];
    const client = clientOf(await raws.serve((socket) => socket.write(answered('well'))));

    await client.withCorrelation('c-2', (sample) => samples.push(sample)).ask('/');

    expect(samples).toMatchObject([{ correlation_id: 'c-2' }]);
  });
});

test('a proxy that the target names is obeyed', async () => {
  const seen: string[] = [];
  const proxy = await raws.serve((socket, request) => {
    if (request === 1) {
      seen.push('tunnel');
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    } else socket.write(answered('through'));
  });
  const client = clientOf(new URL('http://far.invalid'), { access: { proxy } });

  expect((await client.ask('/')).text).toBe('through');
  expect(seen).toEqual(['tunnel']);
});
