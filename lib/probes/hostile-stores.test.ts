import type { Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { TestClients } from '../clients/testing/clients.js';
import { drip, HOSTILE, pour } from '../clients/testing/hostile-servers.js';
import type { Conduct } from '../clients/testing/raw-server.js';
import { Secret } from '../target/secret.js';
import { CODES } from './codes.js';
import type { Cause } from './finding.js';
import { judgePing } from './judge-ping.js';
import { type DataService, observePing } from './ping.js';

const clients = new TestClients();
afterEach(() => clients.end());

const TIMEOUT = 400;
/** What a probe may take beyond its deadline, on a machine that does other things as well. */
const GRACE = 1_500;

const keys = { accessKey: new Secret('smoke'), secretKey: new Secret('s3cret') };
const plus: Conduct = (socket) => drip(socket, '+');

interface Store {
  readonly kind: DataService['kind'];
  readonly at: (url: URL) => DataService;
  /** How it begins to answer, and never ends. */
  readonly slowly: Conduct;
}

const STORES: readonly Store[] = [
  {
    kind: 'postgres',
    at: ({ host }) => ({ kind: 'postgres', url: new Secret(`postgres://smoke:s3cret@${host}/smoke`) }),
    slowly: plus,
  },
  { kind: 'redis', at: ({ host }) => ({ kind: 'redis', url: new Secret(`redis://:s3cret@${host}`) }), slowly: plus },
  {
    kind: 'amqp',
    at: ({ host }) => ({ kind: 'amqp', url: new Secret(`amqp://smoke:s3cret@${host}`) }),
    // A frame that is a thousand bytes long, and never whole.
    slowly: (socket) => {
      socket.write(Buffer.from([1, 0, 0, 0, 0, 4, 0]));
      drip(socket, '+');
    },
  },
  {
    kind: 'kafka',
    at: ({ host }) => ({ kind: 'kafka', url: new Secret(`kafka://${host}`) }),
    slowly: (socket) => {
      socket.write(Buffer.from([0, 0, 4, 0]));
      drip(socket, '+');
    },
  },
  { kind: 's3', at: (url) => ({ kind: 's3', url, bucket: 'smoke', ...keys }), slowly: HOSTILE['slow headers'] },
];

const SERVERS: ReadonlyArray<readonly [string, Conduct | 'slowly', Cause]> = [
  ['no answer', HOSTILE['no answer'], 'slow'],
  ['a slow answer', 'slowly', 'slow'],
  ['a reset', HOSTILE['a reset'], 'erroring'],
  ['an answer in HTTP', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n'), 'erroring'],
  ['another protocol', HOSTILE['another protocol'], 'erroring'],
  ['an endless answer', (socket) => pour(socket, Buffer.alloc(1 << 16, '+')), 'erroring'],
  ['an endless error', (socket) => pour(socket, Buffer.alloc(1 << 16, 'E')), 'erroring'],
];

describe.each(STORES)('the probe of $kind meets', ({ at, slowly }) => {
  test.each(SERVERS)('%s', async (_, conduct, cause) => {
    const met = new Set<Socket>();
    const meet: Conduct = (socket, request) => {
      met.add(socket);
      (conduct === 'slowly' ? slowly : conduct)(socket, request);
    };
    const http = clients.of(await clients.raws.serve(meet), { timeout: TIMEOUT });
    const service = at(http.addressOf('/'));
    const started = performance.now();

    const facts = await observePing(service, { access: undefined, http, timeout: TIMEOUT });

    expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
    const [finding] = judgePing(facts, 'store');
    expect(Object.keys(CODES)).toContain(finding?.code);
    expect(finding).toMatchObject({ severity: 'fail', cause });
    await vi.waitFor(() => expect([...met].map(({ destroyed }) => destroyed)).toEqual([true]));
  });
});
