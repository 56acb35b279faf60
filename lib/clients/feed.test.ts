import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Json, textOf } from '../target/json.js';
import { openFeed } from './feed.js';
import { TestFeeds } from './testing/feed-server.js';

const feeds = new TestFeeds();
afterEach(() => feeds.end());

const isOf = (type: string) => (message: Json) => textOf(message['type']) === type;

describe('waiting', () => {
  test('sees what came before it began', async () => {
    const feed = await feeds.open(await feeds.serve({ greet: (socket) => socket.send('{"type":"welcome"}') }));
    await pause(50);

    expect(await feed.waitFor(isOf('welcome'), 'a welcome', 0)).toEqual({ type: 'welcome' });
  });

  test('sees past messages of another shape', async () => {
    const texts = ['null', 'pong', '[1]', '{"data":{"id":"a"}}'];
    const options = await feeds.serve({ greet: (socket) => texts.forEach((text) => socket.send(text)) });
    const feed = await feeds.open(options);

    await feed.waitFor((message) => textOf(message['data']?.['id']) === 'a', 'message a');

    expect(feed.received).toEqual([{ text: 'null' }, { text: 'pong' }, [1], { data: { id: 'a' } }]);
  });

  test('ends with what came instead', async () => {
    const feed = await feeds.open(await feeds.serve({ greet: (socket) => socket.send('{"type":"noise"}') }));

    await expect(feed.waitFor(isOf('welcome'), 'a welcome', 60)).rejects.toThrow(
      'waited for a welcome: not within 60 ms; last came {"type":"noise"} (SMOKE_FEED_SILENT)',
    );
  });

  test('ends at once when the server closes', async () => {
    const options = await feeds.serve({ greet: (socket) => void pause(50).then(() => socket.close(4000)) });
    const feed = await feeds.open(options);

    await expect(feed.waitFor(isOf('welcome'), 'a welcome', 60_000)).rejects.toThrow(
      'waited for a welcome: the server closed with 4000; nothing came (SMOKE_FEED_CLOSED)',
    );
  });

  test('ends with the reason when a message is too large', async () => {
    const large = 'x'.repeat(2 * 1024 * 1024);
    const options = await feeds.serve({ greet: (socket) => void pause(50).then(() => socket.send(large)) });
    const feed = await feeds.open(options);

    await expect(feed.waitFor(isOf('welcome'), 'a welcome', 60_000)).rejects.toThrow('Max payload size exceeded');
  });

  test('for readiness is bounded', async () => {
    const options = await feeds.serve({}, { isReady: isOf('welcome') });

    await expect(openFeed(options)).rejects.toThrow(
      'waited for the message in which the feed says that it is ready: not within 300 ms; nothing came (SMOKE_FEED_SILENT)',
    );
  });
});

describe('a subscription', () => {
  test('is acknowledged', async () => {
    const feed = await feeds.open(
      await feeds.serve(
        { hear: (text, socket) => socket.send(`{"type":"subscribed","to":${text}}`) },
        { subscribe: (topic) => ({ topic }), isSubscribed: isOf('subscribed') },
      ),
    );

    await feed.subscribe('news');

    expect(feed.received).toEqual([{ type: 'subscribed', to: { topic: 'news' } }]);
  });

  test('without an acknowledgement has at least been read', async () => {
    const read: string[] = [];
    const options = await feeds.serve({ hear: (text) => read.push(text) }, { subscribe: (topic) => `SUB ${topic}` });
    const feed = await feeds.open(options);

    await feed.subscribe('news');

    expect(read).toEqual(['SUB news']);
  });

  test('is not made where everything comes by itself', async () => {
    const read: string[] = [];
    const feed = await feeds.open(await feeds.serve({ hear: (text) => read.push(text) }));

    await feed.subscribe('news');
    await feed.ping('a');

    expect(read).toEqual([]);
  });
});

describe('a ping', () => {
  test('of the application is answered by its own id', async () => {
    const options = await feeds.serve(
      { hear: (text, socket) => socket.send(text.replace('ping', 'pong')) },
      {
        ping: {
          message: (id) => ({ type: 'ping', id }),
          isPong: (message, id) => isOf('pong')(message) && textOf(message['id']) === id,
        },
      },
    );
    const feed = await feeds.open(options);

    await feed.ping('a');
    await feed.ping('b');

    expect(feed.received).toEqual([
      { type: 'pong', id: 'a' },
      { type: 'pong', id: 'b' },
    ]);
  });

  test('that nobody answers is an error', async () => {
    const options = await feeds.serve(
      { deaf: true, greet: (socket) => socket.send('{"type":"welcome"}') },
      { isReady: isOf('welcome') },
    );
    const feed = await feeds.open(options);

    await expect(feed.ping('a')).rejects.toMatchObject({ code: 'SMOKE_FEED_SILENT' });
  });

  test('after the end is an error at once', async () => {
    const options = await feeds.serve({ greet: (socket) => void pause(50).then(() => socket.close(1001)) });
    const feed = await feeds.open(options);
    await feed.closedWithin(1_000);

    await expect(feed.ping('a')).rejects.toMatchObject({ code: 'SMOKE_FEED_CLOSED' });
  });
});
