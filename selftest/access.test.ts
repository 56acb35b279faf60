import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createProxy, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { suite } from './suite.js';
import { TargetFolder } from './target-folder.js';

/** A name that only the proxy knows, so that whoever went past it would find nobody. */
const HOST = 'shop.invalid';
const KEY = 'k-7Qd2wZp9LxVt';
const PASSWORD = 'p-3Rm8cYh5NsKf';
const BASIC = `Basic ${Buffer.from(`smoke:${PASSWORD}`).toString('base64')}`;

const TARGET = `import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http } from '../../lib/target/services.js';

export default defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  access: {
    headers: { 'x-app-key': env.secret('SMOKE_APP_KEY') },
    basicAuth: { user: 'smoke', password: env.secret('SMOKE_BASIC_PASSWORD') },
    ca: env.optionalFile('SMOKE_CA'),
    clientCertificate: { cert: env.text('SMOKE_CLIENT_CERT'), key: env.text('SMOKE_CLIENT_KEY') },
    proxy: env.url('SMOKE_PROXY'),
  },
  services: { shop: http({ health: '/healthz', critical: true }) },
  capabilities: {
    web: { pages: { front: { path: '/', shows: (page) => page.getByRole('heading', { name: 'Shop' }) } } },
  },
});
`;

const folder = mkdtempSync(join(tmpdir(), 'firstlight-access-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

let target: TargetFolder;
let shop: Server;
let proxy: ReturnType<typeof createProxy>;
let variables: Record<string, string>;
/** What came to the shop that a closed platform turns away. */
const turnedAway: string[] = [];
/** Where the proxy was asked to lead. */
const led = new Set<string>();

const portOf = (server: { address(): AddressInfo | string | null }): number => {
  const address = server.address();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

const listening = (server: Server | ReturnType<typeof createProxy>): Promise<void> =>
  new Promise((settle) => server.listen(0, '127.0.0.1', settle));

function answer({ url = '/', headers }: IncomingMessage, response: ServerResponse): void {
  if (headers['x-app-key'] !== KEY || headers.authorization !== BASIC) {
    turnedAway.push(`${url} without ${headers['x-app-key'] === KEY ? 'a password' : 'the key'}`);
    response.writeHead(401, { 'www-authenticate': 'Basic realm="shop"' }).end();
  } else if (url === '/healthz') response.end('{"status":"ok"}');
  else if (url === '/')
    response
      .setHeader('content-type', 'text/html')
      .end('<title>Shop</title><h1>Shop</h1><script src="/shop.js"></script>');
  else if (url === '/shop.js') response.setHeader('content-type', 'text/javascript').end('fetch("/products")');
  else if (url === '/products') response.setHeader('content-type', 'application/json').end('[]');
  else response.writeHead(404).end();
}

/** An authority, and what it has signed for both ends. */
async function certificates() {
  const kind = { keyType: 'ec', algorithm: 'sha256' } as const;
  const ca = await generate([{ name: 'commonName', value: 'Shop authority' }], {
    ...kind,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  });
  const signed = (name: string, use: 'serverAuth' | 'clientAuth') =>
    generate([{ name: 'commonName', value: name }], {
      ...kind,
      ca: { key: ca.private, cert: ca.cert },
      extensions: [
        { name: 'extKeyUsage', [use]: true },
        { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
      ],
    });
  return { authority: ca.cert, server: await signed(HOST, 'serverAuth'), client: await signed('smoke', 'clientAuth') };
}

/** Leads to the shop, and nowhere else. */
function lead({ url = '' }: IncomingMessage, socket: Duplex): void {
  led.add(url);
  if (url !== `${HOST}:443`) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  const through = connect(portOf(shop), '127.0.0.1', () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(through).pipe(socket);
  });
  socket.on('error', () => through.destroy());
  through.on('error', () => socket.destroy());
}

beforeAll(async () => {
  const { authority: ca, server, client } = await certificates();
  shop = createServer(
    { key: server.private, cert: server.cert, ca, requestCert: true, rejectUnauthorized: true },
    answer,
  );
  proxy = createProxy((_request, response) => response.writeHead(405).end()).on('connect', lead);
  await Promise.all([listening(shop), listening(proxy)]);
  target = new TargetFolder(TARGET);
  variables = {
    SMOKE_TARGET: target.name,
    SMOKE_ORIGIN: `https://${HOST}`,
    SMOKE_APP_KEY: KEY,
    SMOKE_BASIC_PASSWORD: PASSWORD,
    SMOKE_CA: file('ca.pem', ca),
    SMOKE_CLIENT_CERT: file('client.pem', client.cert),
    SMOKE_CLIENT_KEY: file('client-key.pem', client.private),
    SMOKE_PROXY: `http://127.0.0.1:${portOf(proxy)}`,
  };
});

afterAll(() => {
  target.remove();
  shop.closeAllConnections();
  shop.close();
  proxy.closeAllConnections();
  proxy.close();
  rmSync(folder, { recursive: true });
});

test('a platform behind a proxy, a client certificate, a password and a key is verified, its pages too', async () => {
  const { code, output, results } = await suite(['firstlight', 'run'], variables);

  expect(
    results?.checks.filter(({ outcome }) => !['passed', 'not-applicable'].includes(outcome)),
    output,
  ).toEqual([]);
  expect(results?.checks.find(({ area }) => area === 'browser')).toMatchObject({ outcome: 'passed' });
  expect(results?.verdict?.decision).toBe('promote');
  expect(code).toBe(0);
  // Port 80 too: whether who comes by http is led to https.
  expect(led).toEqual(new Set([`${HOST}:443`, `${HOST}:80`]));
});

test.each([
  ['the key', { SMOKE_APP_KEY: 'k-0Another0Key' }, '401'],
  ['the password', { SMOKE_BASIC_PASSWORD: 'p-0Another0Word' }, '401'],
  ['the authority', { SMOKE_CA: '' }, 'for a private authority set SMOKE_CA'],
])('without %s it is told what is missing', async (_, wrong, told) => {
  const { code, output } = await suite(['firstlight', 'probe'], { ...variables, ...wrong });

  expect(code, output).toBe(1);
  expect(output).toContain(told);
});

test('a proxy that is not there is no fault of the platform', async () => {
  const gone = { ...variables, SMOKE_PROXY: 'http://127.0.0.1:1' };
  for (const command of [
    ['firstlight', 'probe'],
    ['playwright', 'test', '--project=preflight'],
  ]) {
    const { code, output } = await suite(command, gone);

    expect(code, output).toBe(2);
    expect(output).toContain('the proxy of the target');
  }
});
