import { once } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { followFeed } from '../assets/scripts/platform/feed.js';

let server: WebSocketServer;
let stop = () => {};

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
});

afterEach(() => {
  stop();
  for (const client of server.clients) client.terminate();
  server.close();
});

/** A notifier that accepts everybody and remembers what it was asked. */
function accept() {
  const asked: unknown[] = [];
  server.on('connection', (client) => {
    client.addEventListener('message', ({ data }) => {
      asked.push(data);
      client.send(JSON.stringify({ type: 'subscribed', filter: 'assessment.*' }));
    });
    client.send(JSON.stringify({ type: 'welcome', sessionId: 'one' }));
  });
  return asked;
}

function follow() {
  const heard = { onEvent: vi.fn(), onChange: vi.fn(), onGap: vi.fn() };
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  stop = followFeed({
    ...heard,
    filter: 'assessment.*',
    connect: () => new WebSocket(`ws://127.0.0.1:${port}`),
  });
  return heard;
}

test('asks for its events once it is welcome, and closes the gap before it trusts the feed', async () => {
  const asked = accept();
  const { onGap, onChange } = follow();
  await vi.waitFor(() => expect(onGap).toHaveBeenCalledTimes(1));
  expect(asked).toEqual(['{"type":"subscribe","filter":"assessment.*"}']);
  expect(onChange).toHaveBeenLastCalledWith(true);
});

test('hands on events in their order', async () => {
  accept();
  const { onEvent, onGap } = follow();
  await vi.waitFor(() => expect(onGap).toHaveBeenCalled());
  for (const done of [1, 2, 3]) {
    const event = { event_type: 'assessment.progress', data: { done } };
    for (const client of server.clients) client.send(JSON.stringify({ type: 'event', event }));
  }
  await vi.waitFor(() => expect(onEvent).toHaveBeenCalledTimes(3));
  expect(onEvent.mock.calls).toEqual([1, 2, 3].map((done) => [{ type: 'assessment.progress', data: { done } }]));
});

test('connects again after a loss, and says each time that events may be missing', async () => {
  accept();
  const { onGap, onChange } = follow();
  await vi.waitFor(() => expect(onGap).toHaveBeenCalledTimes(1));
  for (const client of server.clients) client.terminate();
  await vi.waitFor(() => expect(onChange.mock.calls).toEqual([[true], [false], [true]]), 2_000);
  expect(onGap).toHaveBeenCalledTimes(3);
});

test('is over when it is stopped', async () => {
  accept();
  const { onGap, onChange } = follow();
  await vi.waitFor(() => expect(onGap).toHaveBeenCalled());
  stop();
  await vi.waitFor(() => expect(server.clients.size).toBe(0));
  expect(onChange.mock.calls).toEqual([[true]]);
});
