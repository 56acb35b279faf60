import { FormData } from 'undici';
import { afterEach, describe, expect, test } from 'vitest';
import { guardOf } from '../guard/testing/guards.js';
import { Secret } from '../target/secret.js';
import type { HttpClient, HttpClientOptions } from './http.js';
import { failureOf, TestClients } from './testing/clients.js';
import { type Asked, TestServers } from './testing/http-server.js';
import { answered } from './testing/raw-server.js';

const servers = new TestServers();
const clients = new TestClients();
afterEach(() => Promise.all([servers.end(), clients.end()]));

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

  test('carries none of that to a host that merely belongs to the target', async () => {
    let asked: Asked | undefined;
    const cdn = await servers.serve((each) => {
      asked = each;
      return {};
    });
    const { host, href } = cdn.addressOf('/logo.svg');
    const origin = new URL('http://127.0.0.1:2');
    const guard = guardOf(origin, { hosts: new Set([origin.host, host]) });
    await clients.of(origin, { guard, access: { headers: { 'x-app-key': 'k3y' } } }).ask(href);

    expect(asked).toMatchObject({ path: '/logo.svg', headers: { 'user-agent': 'test' } });
    expect(asked?.headers).not.toHaveProperty('x-app-key');
  });

  test('keeps what the target wants of every request from an https origin asked by http', async () => {
    let asked: Asked | undefined;
    const plain = await servers.serve((each) => {
      asked = each;
      return {};
    });
    const { host, href } = plain.addressOf('/');
    const origin = new URL(`https://${host}`);
    await clients.of(origin, { guard: guardOf(origin), access: { headers: { 'x-app-key': 'k3y' } } }).ask(href);

    expect(asked).toMatchObject({ path: '/' });
    expect(asked?.headers).not.toHaveProperty('x-app-key');
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
      const origin = new URL('http://127.0.0.1:2');
      const client = clients.of(origin, { guard: guardOf(origin, { hosts: new Set([origin.host, '127.0.0.1:3']) }) });

      expect(await failureOf(client.ask(url))).toMatchObject({ code: 'SMOKE_FOREIGN_HOST' });
    },
  );

  test('may go to a host that the target names', async () => {
    const other = await servers.serve(() => ({ body: 'here' }));
    const { host, href } = other.addressOf('/');
    const origin = new URL('http://127.0.0.1:2');
    const client = clients.of(origin, { guard: guardOf(origin, { hosts: new Set([host]) }) });

    expect((await client.ask(href)).text).toBe('here');
  });

  test('is not sent when it is not permitted', async () => {
    let asked = 0;
    const origin = await clients.raws.serve(() => asked++);
    const client = clients.of(origin, { guard: guardOf(origin, { held: [] }) });

    expect(await failureOf(client.ask('/v1/items', { method: 'POST' }))).toMatchObject({
      code: 'SMOKE_WITHOUT_WRITES',
      message: `POST ${origin.origin}/v1/items is refused: needs the grant \`writes\`: the test does not grant it (SMOKE_WITHOUT_WRITES)`,
    });
    expect(asked).toBe(0);
  });
});

test('a proxy that the target names is obeyed', async () => {
  const seen: string[] = [];
  const proxy = await clients.raws.serve((socket, request) => {
    if (request === 1) {
      seen.push('tunnel');
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    } else socket.write(answered('through'));
  });
  const client = clients.of(new URL('http://far.invalid'), { access: { proxy } });

  expect((await client.ask('/')).text).toBe('through');
  expect(seen).toEqual(['tunnel']);
});
