import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { guardOf } from '../guard/testing/guards.js';
import { byUpgradeHeader, byQuery } from '../target/capabilities.js';
import { textOf } from '../target/json.js';
import { openFeed, tryFeed } from './feed.js';
import type { FeedOptions } from './feed-socket.js';

const ends: Array<() => unknown> = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

type Serve = (request: IncomingMessage, response: ServerResponse) => void;

async function streamThat(serve: Serve, stated: Partial<FeedOptions['feed']> = {}): Promise<FeedOptions> {
  const server = createServer(serve);
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  ends.push(() => {
    server.closeAllConnections();
    return new Promise((settle) => server.close(settle));
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server listens on no port');
  const origin = new URL(`http://127.0.0.1:${address.port}`);
  const feed = { kind: 'event-stream-feed', url: '/events', authenticate: byUpgradeHeader(), ...stated } as const;
  return { feed, origin, guard: guardOf(origin), userAgent: 'test', timeout: 300 };
}

const events =
  (...parts: readonly string[]): Serve =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.flushHeaders();
    for (const part of parts) response.write(part);
  };

async function opened(options: FeedOptions) {
  const feed = await openFeed({ ...options, token: 'abc' });
  ends.push(() => feed.close());
  return feed;
}

const isReady: FeedOptions['feed']['isReady'] = ({ event }) => textOf(event) === 'ready';
const toWhoIsKnown: Serve = (request, response) => {
  if (request.headers.authorization === 'Bearer abc' || request.url === '/events?token=abc')
    events()(request, response);
  else response.writeHead(401).end();
};

describe('an event stream', () => {
  test('gives its events as messages, with their data where it is JSON', async () => {
    const feed = await opened(
      await streamThat(
        events(': hello\n\n', 'event: order.created\nid: 7\nda', 'ta: {"id":4}\n\n', 'data: a\ndata: b\n\n'),
      ),
    );

    await feed.waitFor(({ data }) => textOf(data) === 'a\nb', 'the last event');

    expect(feed.received).toEqual([
      { event: 'order.created', id: '7', data: { id: 4 } },
      { event: 'message', data: 'a\nb' },
    ]);
  });

  test('is ready when it says so', async () => {
    const silent = await streamThat(events(), { isReady });
    const ready = await streamThat(events('event: ready\ndata: {}\n\n'), { isReady });

    await expect(opened(silent)).rejects.toMatchObject({ code: 'SMOKE_FEED_SILENT' });
    await expect(opened(ready)).resolves.toBeDefined();
  });

  test('that ends is a feed that was closed', async () => {
    const feed = await opened(
      await streamThat((request, response) => {
        events('data: 1\n\n')(request, response);
        response.end();
      }),
    );

    await expect(feed.waitFor(() => false, 'more')).rejects.toMatchObject({ code: 'SMOKE_FEED_CLOSED' });
    expect(feed.closeCode).toBe(1000);
  });

  test('is asked with the token, and refused by its status', async () => {
    expect(await tryFeed(await streamThat(toWhoIsKnown), { status: 401 })).toEqual({ status: 401 });
    for (const authenticate of [byUpgradeHeader(), byQuery()])
      await opened(await streamThat(toWhoIsKnown, { authenticate }));
  });

  test.each<[string, Serve, string]>([
    [
      'a page',
      (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
      'SMOKE_FEED_BAD_UPGRADE',
    ],
    ['nothing', () => undefined, 'SMOKE_FEED_UNREACHABLE'],
    ['a reset', (request) => request.socket.destroy(), 'SMOKE_FEED_UNREACHABLE'],
  ])('is none that answers with %s', async (_, serve, code) => {
    await expect(opened(await streamThat(serve))).rejects.toMatchObject({ code });
  });

  test('is given up where an event has no end', async () => {
    const endless = `data: ${'x'.repeat(64 * 1024)}\n`;
    const feed = await opened(await streamThat(events(...Array.from({ length: 20 }, () => endless))));

    await expect(feed.waitFor(() => false, 'its end')).rejects.toThrow('larger than anybody reads');
  });
});
