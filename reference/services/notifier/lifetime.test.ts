import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { limitLifetime } from './lifetime.js';

const MINUTE = 60_000;

class FakeConnection extends EventEmitter {
  readonly close = vi.fn<(code: number, reason: string) => void>();
  readonly terminate = vi.fn<() => void>();
  readonly ping = vi.fn<() => void>();
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('the lifetime of a connection', () => {
  test('ends with 4401 at the moment the token expires', async () => {
    const connection = limited({ lifeMs: 3 * MINUTE });
    await vi.advanceTimersByTimeAsync(3 * MINUTE - 1);
    expect(connection.close).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(connection.close).toHaveBeenCalledExactlyOnceWith(4401, 'the token has expired');
  });

  test('ends with 4401 at the heartbeat after the token was revoked', async () => {
    let signedIn = true;
    const connection = limited({ isSignedIn: () => signedIn });
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(connection.close).not.toHaveBeenCalled();
    signedIn = false;
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(connection.close).toHaveBeenCalledExactlyOnceWith(4401, 'the token has been revoked');
  });

  test('ends at once when a ping was not answered by the next one', async () => {
    const connection = limited({ answers: false });
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(connection.terminate).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(MINUTE);
    expect(connection.terminate).toHaveBeenCalledOnce();
  });

  test('leaves no timer behind a closed connection', () => {
    const connection = limited({});
    connection.emit('close');
    expect(vi.getTimerCount()).toBe(0);
  });
});

function limited({ lifeMs = 60 * MINUTE, answers = true, isSignedIn = () => true }): FakeConnection {
  const connection = new FakeConnection();
  if (answers) connection.ping.mockImplementation(() => void connection.emit('pong'));
  limitLifetime(connection, {
    expiresAt: new Date(Date.now() + lifeMs),
    heartbeatMs: MINUTE,
    isSignedIn: async () => isSignedIn(),
  });
  return connection;
}
