import type { Duplex } from 'node:stream';
import { afterEach, describe, expect, test } from 'vitest';
import { guardOf } from '../guard/testing/guards.js';
import type { WebSocket } from 'ws';
import { type Json, textOf } from '../target/json.js';
import { Feed, openFeed } from './feed.js';
import { TestCertificates } from './testing/certificates.js';
import { failureOf, TestClients } from './testing/clients.js';
import { TestFeeds } from './testing/feed-server.js';
import { hostile } from './testing/hostile-servers.js';

const clients = new TestClients();
const feeds = new TestFeeds();
afterEach(() => Promise.all([clients.end(), feeds.end()]));

const TIMEOUT = 300;
/** What a client may take beyond its deadline, on a machine that does other things as well. */
const GRACE = 1_500;
const MIB = 1 << 20;

const welcomed = { isReady: (message: Json) => textOf(message['type']) === 'welcome' };

describe('the client of feeds meets instead of an upgrade', () => {
  test.each([
    ['no answer', 'SMOKE_FEED_UNREACHABLE'],
    ['slow headers', 'SMOKE_FEED_UNREACHABLE'],
    ['endless hints', 'SMOKE_FEED_UNREACHABLE'],
    ['a reset', 'SMOKE_FEED_UNREACHABLE'],
    ['a megabyte of headers', 'SMOKE_FEED_BAD_UPGRADE'],
    ['endless headers', 'SMOKE_FEED_BAD_UPGRADE'],
    ['another protocol', 'SMOKE_FEED_BAD_UPGRADE'],
    ['an endless body', 'SMOKE_FEED_REFUSED'],
    ['a page for every route', 'SMOKE_FEED_REFUSED'],
    ['redirects in a ring', 'SMOKE_FEED_REFUSED'],
  ])('%s', async (name, code) => {
    const origin = await clients.raws.serve(hostile(name));
    const feed = { url: '/ws', authenticate: () => ({}), ...welcomed };
    const started = performance.now();

    expect(
      await failureOf(openFeed({ feed, origin, guard: guardOf(origin), userAgent: 'test', timeout: TIMEOUT })),
    ).toMatchObject({
      name: 'FeedError',
      code,
    });

    expect(performance.now() - started).toBeLessThan(TIMEOUT + GRACE);
  });
});

test('the client of feeds meets a certificate that nobody has signed', async () => {
  const certificates = new TestCertificates();
  const origin = await clients.raws.serve(() => undefined, await certificates.make());
  const feed = { url: '/ws', authenticate: () => ({}) };

  const failure = await failureOf(
    openFeed({ feed, origin, guard: guardOf(origin), userAgent: 'test', timeout: TIMEOUT }),
  );

  certificates.end();
  expect(failure).toMatchObject({
    code: 'SMOKE_FEED_UNREACHABLE',
    message: expect.stringContaining('DEPTH_ZERO_SELF_SIGNED_CERT'),
  });
});

/** Does the same again and again, as fast as it is read. */
function forever(stream: Duplex, act: () => void): void {
  const timer = setInterval(() => {
    for (let turn = 0; turn < 1_000 && stream.writableLength < MIB; turn += 1) act();
  }, 0);
  stream.once('close', () => clearInterval(timer));
}

type Greeting = (socket: WebSocket, stream: Duplex) => void;

const zeros: Greeting = (socket) => socket.send(Buffer.alloc(64 * MIB));

describe('the client of feeds meets', () => {
  test.each<[string, Greeting, string, string]>([
    ['no welcome', () => undefined, 'SMOKE_FEED_SILENT', 'nothing came'],
    [
      'a message that is too large',
      (socket) => socket.send('x'.repeat(2 * MIB)),
      'SMOKE_FEED_CLOSED',
      'Max payload size exceeded',
    ],
    [
      'a message in pieces without end',
      (socket, stream) => forever(stream, () => socket.send('x', { fin: false })),
      'SMOKE_FEED_CLOSED',
      'Too many message fragments',
    ],
    [
      'messages without end',
      (socket, stream) => forever(stream, () => socket.send('{"type":"noise"}')),
      'SMOKE_FEED_CLOSED',
      'more than anybody reads',
    ],
    [
      'a message that nests deeply',
      (socket) => socket.send('['.repeat(MIB / 2) + ']'.repeat(MIB / 2)),
      'SMOKE_FEED_SILENT',
      'last came {"text":"[[',
    ],
    ['what is no frame', (_socket, stream) => stream.write(Buffer.alloc(100, 0xff)), 'SMOKE_FEED_CLOSED', 'RSV'],
    [
      'pings without end',
      (socket, stream) => forever(stream, () => socket.ping('x'.repeat(100))),
      'SMOKE_FEED_CLOSED',
      'closed with 1006',
    ],
  ])('%s', async (_, greet, code, said) => {
    const options = await feeds.serve({ greet }, welcomed);
    const timeout = code === 'SMOKE_FEED_SILENT' ? TIMEOUT : 5_000;

    const failure = await failureOf(openFeed({ ...options, timeout }));

    expect(failure).toMatchObject({ name: 'FeedError', code, message: expect.stringContaining(said) });
  });

  test('a small message that unpacks to a large one', async () => {
    const options = await feeds.serve({ greet: zeros, packs: true }, welcomed);

    const failure = await failureOf(openFeed({ ...options, timeout: 5_000 }));

    expect(failure).toMatchObject({
      code: 'SMOKE_FEED_CLOSED',
      message: expect.stringContaining('Max payload size exceeded'),
    });
  });

  test('a server that never closes, and closes without it', async () => {
    const options = await feeds.serve({ greet: (_socket, stream) => stream.pause() });
    const feed = new Feed(options);
    await feed.opened();

    feed.close();

    await expect(feed.closedWithin(1_000)).resolves.toBeUndefined();
    expect(feed.closeCode).not.toBeNull();
  });
});
