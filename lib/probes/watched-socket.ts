import type { Socket } from 'node:net';

/** Bytes after which an answer of a data service is no sign of life any more. */
const MOST = 1024 * 1024;
/** Milliseconds between two looks. */
const EVERY = 20;

/**
 * Breaks a connection that outlives its time, or over which more comes than anybody asked for: the clients of data services
 * keep whatever they do not understand, and some wait as long as a little comes. Gives how to end the watch.
 */
export function watchSocket(socketOf: () => Socket | undefined, timeout: number): () => void {
  const late = performance.now() + timeout;
  const timer = setInterval(() => {
    const socket = socketOf();
    if (socket === undefined) return;
    if (socket.bytesRead > MOST) socket.destroy(new Error(`sends more than ${MOST} bytes for a sign of life`));
    else if (performance.now() > late) socket.destroy(new Error('no answer, timed out'));
  }, EVERY);
  return () => clearInterval(timer);
}
