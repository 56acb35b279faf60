import type { IncomingMessage } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { tryFeed } from '../clients/feed.js';
import type { FeedOptions } from '../clients/feed-socket.js';
import { type Behaviour, TestFeeds } from '../clients/testing/feed-server.js';
import {
  byCookie,
  byFirstMessage,
  byQuery,
  bySubprotocol,
  byUpgradeHeader,
  type SocketAuthentication,
  type SocketRefusal,
} from '../target/capabilities.js';
import { type Json, textOf } from '../target/json.js';

const feeds = new TestFeeds();
afterEach(() => feeds.end());

const isOf = (type: string) => (message: Json) => textOf(message['type']) === type;
const hears =
  (...answers: readonly object[]): NonNullable<Behaviour['hear']> =>
  (_text, socket) =>
    answers.forEach((answer) => socket.send(JSON.stringify(answer)));

describe('who asks is known by', () => {
  const DIALECTS: ReadonlyArray<readonly [string, SocketAuthentication, (request: IncomingMessage) => boolean]> = [
    ['the query', byQuery('token'), ({ url }) => url === '/ws?token=abc'],
    ['a bearer', byUpgradeHeader(), ({ headers }) => headers.authorization === 'Bearer abc'],
    ['a subprotocol', bySubprotocol('jwt', 'v1'), ({ headers }) => headers['sec-websocket-protocol'] === 'v1,jwt.abc'],
    ['a cookie', byUpgradeHeader(byCookie('sid')), ({ headers }) => headers.cookie === 'sid=abc'],
  ];

  test.each(DIALECTS)('%s', async (_, authenticate, isKnown) => {
    const options = await feeds.serve({ refuse: (request) => (isKnown(request) ? undefined : 401) }, { authenticate });

    expect(await tryFeed({ ...options, token: 'abc' }, { status: 401 })).toHaveProperty('accepted');
    expect(await tryFeed(options, { status: 401 })).toEqual({ status: 401 });
  });

  test('the first message', async () => {
    const options = await feeds.serve(
      { hear: (text, socket) => socket.send(JSON.stringify({ type: text.includes('abc') ? 'welcome' : 'who?' })) },
      { authenticate: byFirstMessage((token) => ({ type: 'auth', token })), isReady: isOf('welcome') },
    );

    expect(await tryFeed({ ...options, token: 'abc' }, { closeCode: 4401 })).toHaveProperty('accepted');
  });
});

describe('who says nothing of themselves', () => {
  const authenticate = byFirstMessage((token) => ({ type: 'connection_init', payload: { token } }));
  const said = { authenticate, protocols: ['graphql-transport-ws'], isReady: isOf('connection_ack') };
  const behaviour: Behaviour = {
    refuse: ({ headers }) => (headers['sec-websocket-protocol'] === 'graphql-transport-ws' ? undefined : 400),
    hear: (text, socket) =>
      text.includes('abc') ? socket.send('{"type":"connection_ack"}') : socket.close(4401, 'Unauthorized'),
  };

  test('offers the same subprotocols, and is refused for the first message', async () => {
    const nobody = { firstMessage: { type: 'connection_init' } };
    const options = await feeds.serve(behaviour, { ...said, nobody });

    expect(await tryFeed(options, { closeCode: 4401 })).toEqual({ closeCode: 4401 });
    expect(await tryFeed({ ...options, token: 'abc' }, { closeCode: 4401 })).toHaveProperty('accepted');
  });

  test('is waited for, where nothing is stated that they say', async () => {
    const options = await feeds.serve(
      { ...behaviour, greet: (socket) => setTimeout(() => socket.close(4408, 'Timeout'), 50) },
      said,
    );

    expect(await tryFeed(options, { closeCode: 4408 })).toEqual({ closeCode: 4408 });
  });
});

const subscribe = (topic: string) => ({ type: 'subscribe', topic });

describe('a subscription', () => {
  const DIALECTS: ReadonlyArray<readonly [string, Behaviour, Partial<FeedOptions['feed']>]> = [
    ['is acknowledged', { hear: hears({ type: 'subscribed' }) }, { subscribe, isSubscribed: isOf('subscribed') }],
    ['is not acknowledged', {}, { subscribe }],
    [
      'has a snapshot first',
      { hear: hears({ type: 'init' }, { type: 'ack' }) },
      { subscribe, isSubscribed: isOf('ack') },
    ],
    ['is not needed', {}, {}],
    ['comes after a welcome', { greet: (socket) => socket.send('{"type":"hi"}') }, { isReady: isOf('hi'), subscribe }],
  ];

  test.each(DIALECTS)('%s', async (_, behaviour, said) => {
    const feed = await feeds.open(await feeds.serve(behaviour, said));

    await expect(feed.subscribe('orders')).resolves.toBeUndefined();
  });
});

test.each<SocketRefusal>([
  { status: 401 },
  { status: 403 },
  { closeCode: 1008 },
  { closeCode: 4000 },
  { closeCode: 4401 },
])('a stranger is refused by %j', async (refusal) => {
  const options = await feeds.serve(
    'status' in refusal ? { refuse: () => refusal.status } : { greet: (socket) => socket.close(refusal.closeCode) },
  );

  expect(await tryFeed(options, refusal)).toEqual(refusal);
});

test.each<[string, Behaviour, Partial<FeedOptions['feed']>]>([
  ['the protocol', {}, {}],
  [
    'messages',
    { hear: hears({ type: 'pong', id: '1' }) },
    { ping: { message: (id) => ({ type: 'ping', id }), isPong: (message, id) => textOf(message['id']) === id } },
  ],
])('pings by %s are answered', async (_, behaviour, said) => {
  const feed = await feeds.open(await feeds.serve(behaviour, said));

  expect(await feed.ping('1')).toBeGreaterThanOrEqual(0);
});
