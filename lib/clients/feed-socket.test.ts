import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import {
  byCookie,
  byFirstMessage,
  byQuery,
  bySubprotocol,
  byUpgradeHeader,
  type SocketAuthentication,
} from '../target/capabilities.js';
import { openFeed, tryFeed } from './feed.js';
import { TestFeeds } from './testing/feed-server.js';

const feeds = new TestFeeds();
afterEach(() => feeds.end());

describe('a token travels', () => {
  test.each<[string, SocketAuthentication, (request: IncomingMessage) => string | undefined, string]>([
    ['in the query', byQuery('access'), ({ url }) => url, '/ws?access=t0ken'],
    ['in a header', byUpgradeHeader(), ({ headers }) => headers.authorization, 'Bearer t0ken'],
    ['in a cookie', byUpgradeHeader(byCookie('sid')), ({ headers }) => headers.cookie, 'sid=t0ken'],
    [
      'as a subprotocol',
      bySubprotocol('jwt', 'feed.v1'),
      ({ headers }) => headers['sec-websocket-protocol'],
      'feed.v1,jwt.t0ken',
    ],
  ])('%s', async (_, authenticate, carried, expected) => {
    const refuse = (request: IncomingMessage) => (carried(request) === expected ? undefined : 401);
    const options = await feeds.serve({ refuse }, { authenticate });

    expect(await tryFeed(options, { status: 401 })).toEqual({ status: 401 });
    expect(await tryFeed({ ...options, token: 'other' }, { status: 401 })).toEqual({ status: 401 });
    expect((await feeds.open({ ...options, token: 't0ken' })).closeCode).toBeNull();
  });

  test('as the first message', async () => {
    const options = await feeds.serve(
      {
        hear: (text, socket) =>
          text === '{"auth":"t0ken"}' ? socket.send('{"type":"welcome"}') : socket.close(4401, 'who are you?'),
      },
      { authenticate: byFirstMessage((token) => ({ auth: token })), isReady: (message) => 'type' in message },
    );

    expect(await tryFeed({ ...options, token: 'other' }, { closeCode: 4401 })).toEqual({ closeCode: 4401 });
    expect((await feeds.open({ ...options, token: 't0ken' })).received).toEqual([{ type: 'welcome' }]);
  });
});

describe('a refusal', () => {
  test('by a close code is told, although the feed answers pings before', async () => {
    const options = await feeds.serve({ greet: (socket) => void pause(100).then(() => socket.close(1008)) });

    expect(await tryFeed(options, { closeCode: 1008 })).toEqual({ closeCode: 1008 });
  });

  test('is an error for who wants the feed', async () => {
    const options = await feeds.serve({ refuse: () => 403 });

    await expect(openFeed(options)).rejects.toThrow('/ws refuses the connection with status 403 (SMOKE_FEED_REFUSED)');
  });

  test('may be a page that answers everything', async () => {
    const options = await feeds.serve({ refuse: () => 200 });

    expect(await tryFeed(options, { status: 401 })).toEqual({ status: 200 });
  });

  test('does not come where everybody is let in', async () => {
    const options = await feeds.serve({});

    expect(Object.keys(await tryFeed(options, { closeCode: 1008 }))).toEqual(['accepted']);
  });

  test('is not no answer', async () => {
    const options = await feeds.serve({});
    await feeds.end();

    await expect(tryFeed(options, { status: 401 })).rejects.toThrow(/ECONNREFUSED \(SMOKE_FEED_UNREACHABLE\)/);
  });

  test('is not a wrong answer', async () => {
    const options = await feeds.serve({ choosesNoProtocol: true }, { authenticate: bySubprotocol('jwt') });

    await expect(tryFeed({ ...options, token: 't0ken' }, { status: 401 })).rejects.toThrow(
      '/ws answers the upgrade wrongly: Server sent no subprotocol (SMOKE_FEED_BAD_UPGRADE)',
    );
  });
});
