import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpClient } from './http.js';
import { failureOf, TestClients } from './testing/clients.js';
import { answered, type Conduct } from './testing/raw-server.js';

const clients = new TestClients();
afterEach(() => clients.end());

/** Answers the first request of a connection and closes it on the second. */
const closesWhenKept: Conduct = (socket, request) =>
  request === 1 ? socket.write(answered('well')) : socket.resetAndDestroy();

/** Asks once, and again when the connection is idle. */
async function askTwice(client: HttpClient, method: string): Promise<unknown> {
  await client.ask('/');
  await pause(20);
  return failureOf(client.ask('/', { method }));
}

describe('the one retry', () => {
  test('is of a GET whose kept connection was reset, and it is recorded', async () => {
    const { client, samples } = await clients.where(closesWhenKept);

    expect(await askTwice(client, 'GET')).toBe('an answer');
    expect(samples.map(({ status, error }) => ({ status, error }))).toEqual([
      { status: 200, error: null },
      { status: null, error: 'reset, retried' },
      { status: 200, error: null },
    ]);
  });

  test('is never of what may have had an effect', async () => {
    const { client } = await clients.where(closesWhenKept);

    expect(await askTwice(client, 'POST')).toMatchObject({ code: 'SMOKE_RESET' });
  });

  test('is never of a connection that was new', async () => {
    const { client, samples } = await clients.where((socket) => socket.resetAndDestroy());

    expect(await failureOf(client.ask('/'))).toMatchObject({ code: 'SMOKE_RESET' });
    expect(samples).toHaveLength(1);
  });
});
