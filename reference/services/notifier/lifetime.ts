export const closeCodes = { goingAway: 1001, signedOut: 4401 } as const;

// The longest delay that a Node timer takes.
const MAX_DELAY_MS = 2 ** 31 - 1;

/** What is used of a `WebSocket`. */
export interface Connection {
  close(code: number, reason: string): void;
  terminate(): void;
  ping(): void;
  on(event: 'pong' | 'close', listener: () => void): unknown;
}

export interface Lifetime {
  readonly expiresAt: Date;
  readonly heartbeatMs: number;
  /** Asked at each heartbeat: whether the token still holds. */
  readonly isSignedIn: () => Promise<boolean>;
}

/** Ends a connection when its token expires or is revoked, and when nobody is there any more. */
export function limitLifetime(socket: Connection, { expiresAt, heartbeatMs, isSignedIn }: Lifetime): void {
  let answered = true;
  const signOut = (reason: string): void => socket.close(closeCodes.signedOut, reason);

  const expiry = setTimeout(
    () => signOut('the token has expired'),
    Math.min(Math.max(0, expiresAt.getTime() - Date.now()), MAX_DELAY_MS),
  );
  const heartbeat = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
    void isSignedIn().then((signedIn) => signedIn || signOut('the token has been revoked'));
  }, heartbeatMs);

  socket.on('pong', () => {
    answered = true;
  });
  socket.on('close', () => {
    clearTimeout(expiry);
    clearInterval(heartbeat);
  });
}
