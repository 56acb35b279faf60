// @ts-check
import { toEvent } from './answers.js';
import { record } from './fields.js';

const firstWait = 250;
const longestWait = 8_000;
const heartbeat = 15_000;
const answerWithin = 5_000;

/**
 * What the feed needs of a WebSocket.
 * @typedef {{
 *   readonly readyState: number,
 *   readonly OPEN: number,
 *   send(message: string): void,
 *   close(): void,
 *   addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void,
 *   addEventListener(type: 'close', listener: () => void): void,
 * }} Line
 */
/**
 * @typedef {object} FeedOptions
 * @property {string} filter which events, as in `assessment.*`
 * @property {(event: import('./answers.js').PlatformEvent) => void} onEvent
 * @property {(isLive: boolean) => void} onChange
 * @property {() => void} onGap events may have been missed: read the state again
 * @property {() => Line} [connect]
 */

/**
 * Follows what happens on the platform, and connects again, ever more patiently, when the line is lost.
 * The session cookie says who listens.
 * @param {FeedOptions} options
 * @returns {() => void} stops following
 */
export function followFeed({ filter, onEvent, onChange, onGap, connect = connectToPlatform }) {
  let failures = 0;
  let isStopped = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let retry;
  /** @type {Line} */
  let socket;

  function open() {
    socket = connect();
    const stopHeartbeat = watch(socket);
    socket.addEventListener('message', ({ data }) => receive(record(JSON.parse(String(data)))));
    socket.addEventListener('close', () => {
      stopHeartbeat();
      if (isStopped) return;
      onChange(false);
      // Also tells whether the session has ended: then reading sends the reader to sign in.
      onGap();
      retry = setTimeout(open, Math.min(longestWait, firstWait * 2 ** failures));
      failures += 1;
    });
  }

  /** @param {Record<string, unknown>} message */
  function receive(message) {
    if (message['type'] === 'welcome') socket.send(JSON.stringify({ type: 'subscribe', filter }));
    if (message['type'] === 'event') onEvent(toEvent(message['event']));
    if (message['type'] === 'subscribed') {
      failures = 0;
      onChange(true);
      onGap();
    }
  }

  open();
  return () => {
    isStopped = true;
    clearTimeout(retry);
    socket.close();
  };
}

/**
 * Closes a connection that has died without saying so.
 * @param {Line} socket
 * @returns {() => void} stops watching
 */
function watch(socket) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let deadline;
  let beats = 0;
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    beats += 1;
    socket.send(JSON.stringify({ type: 'ping', id: String(beats) }));
    deadline = setTimeout(() => socket.close(), answerWithin);
  }, heartbeat);
  socket.addEventListener('message', () => clearTimeout(deadline));
  return () => {
    clearInterval(timer);
    clearTimeout(deadline);
  };
}

function connectToPlatform() {
  const url = new URL('/ws', location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(url, ['notifications.v1']);
}
