import { HttpsProxyAgent } from 'https-proxy-agent';
import { WebSocket } from 'ws';
import type { Guard } from '../guard/guard.js';
import type { SocketAuthentication, WebSocketFeed } from '../target/capabilities.js';
import type { Target } from '../target/target.js';
import { headersOf, tlsOf } from './dispatcher.js';
import { networkCodeOf } from './http-error.js';

/** A feed did not do what was waited for; the message says what was seen instead. */
export class FeedError extends Error {
  override readonly name = 'FeedError';

  constructor(
    readonly code:
      | 'SMOKE_FEED_REFUSED'
      | 'SMOKE_FEED_UNREACHABLE'
      | 'SMOKE_FEED_BAD_UPGRADE'
      | 'SMOKE_FEED_SILENT'
      | 'SMOKE_FEED_CLOSED',
    message: string,
  ) {
    super(`${message} (${code})`);
  }
}

export interface FeedOptions {
  readonly feed: Pick<
    WebSocketFeed,
    'url' | 'authenticate' | 'protocols' | 'nobody' | 'isReady' | 'subscribe' | 'isSubscribed' | 'ping'
  >;
  readonly origin: URL;
  readonly access?: Target['access'];
  /** What says whether it may be opened, and what may be said. */
  readonly guard: Guard;
  readonly userAgent: string;
  /** Milliseconds for each thing that is waited for, unless stated. */
  readonly timeout: number;
  /** Without it nobody signs in. */
  readonly token?: string;
  /** The Origin header of the upgrade, as a browser would send it. */
  readonly originHeader?: string;
}

/** The most bytes of one message that are taken. */
const MAX_PAYLOAD = 1024 * 1024;

/** A WebSocket on its way, and what it says first once it is open, where the token travels so. */
export function startSocket(options: FeedOptions): { readonly socket: WebSocket; readonly firstMessage: unknown } {
  const { feed, origin, access, guard, userAgent, token, originHeader } = options;
  const nobody: ReturnType<SocketAuthentication> = { firstMessage: feed.nobody?.firstMessage };
  const carried = token === undefined ? nobody : feed.authenticate(token);
  const url = addressOf(feed.url, origin, carried.query);
  guard.request({ method: 'GET', url, headers: {}, hasBody: false });
  const socket = new WebSocket(url, [...(feed.protocols ?? []), ...(carried.protocols ?? [])], {
    headers: { ...headersOf(access), 'user-agent': userAgent, ...carried.headers },
    ...(originHeader === undefined ? {} : { origin: originHeader }),
    ...(access?.proxy === undefined ? {} : { agent: new HttpsProxyAgent(access.proxy) }),
    ...tlsOf(access),
    lookup: guard.lookup,
    maxPayload: MAX_PAYLOAD,
    followRedirects: false,
  });
  return { socket, firstMessage: carried.firstMessage };
}

/** Null when the upgrade is accepted, else the status that refuses it. Throws `FeedError` when it is not answered rightly, or late. */
export function outcomeOfUpgrade(socket: WebSocket, url: string, timeout: number): Promise<number | null> {
  return new Promise((settle, reject) => {
    // The client's own limit is one of silence.
    const timer = setTimeout(() => {
      reject(new FeedError('SMOKE_FEED_UNREACHABLE', `${url} does not answer the upgrade within ${timeout} ms`));
      socket.terminate();
    }, timeout);
    const end = (status: number | null): void => {
      clearTimeout(timer);
      settle(status);
    };
    socket.once('open', () => end(null));
    socket.once('unexpected-response', (request, response) => {
      end(response.statusCode ?? 0);
      request.destroy();
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(upgradeError(error, url));
    });
  });
}

function upgradeError(error: Error, url: string): FeedError {
  const code = networkCodeOf(error);
  // Of the errors of `ws` without a code only this is about no answer; the others, and those of the parser, are about a wrong one.
  const isWrong = code === '' ? !error.message.includes('socket hang up') : code.startsWith('HPE_');
  return isWrong
    ? new FeedError('SMOKE_FEED_BAD_UPGRADE', `${url} answers the upgrade wrongly: ${error.message}`)
    : new FeedError('SMOKE_FEED_UNREACHABLE', `${url} cannot be opened: ${code || error.message}`);
}

function addressOf(url: string, origin: URL, query: Readonly<Record<string, string>> = {}): URL {
  const address = new URL(url, origin);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}
