import { connect } from 'node:net';
import { once } from 'node:events';
import { ProxyAgent, request } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { TestServers } from '../clients/testing/http-server.js';
import { GuardProxy } from './proxy.js';
import type { Refusal } from './refusal.js';
import { guardOf } from './testing/guards.js';

const servers = new TestServers();
const ends: Array<() => Promise<unknown>> = [];
afterEach(async () => {
  await Promise.all(ends.splice(0).map((end) => end()));
  await servers.end();
});

/** A shop, a proxy that may only read there, what the shop was asked, and what the proxy refused. */
async function shopBehindProxy() {
  const asked: string[] = [];
  const refused: Refusal[] = [];
  const shop = await servers.serve(({ method, path, headers }) => {
    asked.push(`${method} ${path}`);
    return {
      status: 201,
      headers: { 'x-seen': String(headers['proxy-connection']), 'set-cookie': 'a=1' },
      body: 'here',
    };
  });
  const origin = shop.addressOf('/');
  const proxy = await GuardProxy.open({
    guard: guardOf(origin, { held: [] }),
    access: undefined,
    timeout: 1_000,
    tell: (refusal) => refused.push(refusal),
  });
  const dispatcher = new ProxyAgent({ uri: proxy.address, proxyTunnel: false });
  ends.push(
    () => dispatcher.close(),
    () => proxy.close(),
  );
  const ask = async (path: string, method = 'GET') => {
    const { statusCode, headers, body } = await request(new URL(path, origin), { method, dispatcher });
    return { status: statusCode, headers, text: await body.text() };
  };
  return { proxy, origin, asked, refused, ask };
}

test('what may be asked comes back as it was answered', async () => {
  const { ask, asked } = await shopBehindProxy();

  expect(await ask('/items?q=1')).toMatchObject({
    status: 201,
    text: 'here',
    headers: { 'set-cookie': 'a=1', 'x-seen': 'undefined' },
  });
  expect(asked).toEqual(['GET /items?q=1']);
});

test('a write is answered in place of the deployment, and told', async () => {
  const { ask, asked, refused } = await shopBehindProxy();

  expect(await ask('/items', 'DELETE')).toMatchObject({
    status: 403,
    text: expect.stringContaining('SMOKE_WITHOUT_WRITES'),
  });
  expect(asked).toEqual([]);
  expect(refused.map(({ code }) => code)).toEqual(['SMOKE_WITHOUT_WRITES']);
});

test.each([
  ['elsewhere.example:443', '403 Forbidden', ['SMOKE_FOREIGN_HOST']],
  ['nonsense', '403 Forbidden', ['SMOKE_FOREIGN_HOST']],
])('a tunnel to "%s" is answered %s', async (authority, status, codes) => {
  const { proxy, refused } = await shopBehindProxy();
  const socket = connect(Number(new URL(proxy.address).port), '127.0.0.1');
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n\r\n`);
  const [answer] = await once(socket, 'data');
  socket.destroy();

  expect(String(answer)).toContain(`HTTP/1.1 ${status}`);
  expect(refused.map(({ code }) => code)).toEqual(codes);
});

test('a tunnel to the deployment carries what it is given', async () => {
  const { proxy, origin, asked } = await shopBehindProxy();
  const socket = connect(Number(new URL(proxy.address).port), '127.0.0.1');
  socket.write(`CONNECT ${origin.host} HTTP/1.1\r\nhost: ${origin.host}\r\n\r\n`);
  expect(String((await once(socket, 'data'))[0])).toContain('200 Connection established');
  socket.write(`GET /through HTTP/1.1\r\nhost: ${origin.host}\r\nconnection: close\r\n\r\n`);
  expect(String((await once(socket, 'data'))[0])).toContain('201');
  socket.destroy();

  expect(asked).toEqual(['GET /through']);
});
