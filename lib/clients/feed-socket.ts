import { HttpsProxyAgent } from 'https-proxy-agent';
import { WebSocket } from 'ws';
import type { Guard } from '../guard/guard.js';
import type { WebSocketFeed } from '../target/capabilities.js';
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
  > & { readonly kind?: WebSocketFeed['kind'] };
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
export const MAX_PAYLOAD = 1024 * 1024;

/** What is heard of a feed. */
export interface FeedEvents {
  readonly message: (text: string) => void;
  readonly error: (error: Error) => void;
  readonly close: (code: number) => void;
}

/** What a feed stands on, whatever it is made of. */
export interface FeedSocket {
  /** Null once it is open, else the status that refuses it. Throws `FeedError`. */
  readonly opening: Promise<number | null>;
  readonly send: (text: string) => void;
  /** Asks for a sign of life of the protocol's own; what is given back takes the question back. */
  readonly ping: (heard: () => void) => () => void;
  readonly end: () => void;
}

/** What somebody says first once a WebSocket is open, where the token travels so. */
export const firstMessageOf = ({ feed, token }: FeedOptions): unknown =>
  token === undefined ? feed.nobody?.firstMessage : feed.authenticate(token).firstMessage;

/** A WebSocket on its way. */
export function startSocket(options: FeedOptions, events: FeedEvents): FeedSocket {
  const { feed, origin, access, guard, userAgent, token, originHeader } = options;
  const carried = token === undefined ? {} : feed.authenticate(token);
  const url = feedAddress(feed.url, origin, carried.query);
  url.protocol = url.protocol.replace(/^http/, 'ws');
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
  const opening = outcomeOfUpgrade(socket, feed.url, options.timeout);
  socket.on('error', events.error);
  socket.on('message', (data) =>
    events.message(Buffer.concat([data].flat().map((part) => new Uint8Array(part))).toString()),
  );
  socket.on('close', events.close);
  return {
    opening,
    send: (text) => socket.send(text),
    ping: (heard) => {
      socket.once('pong', heard);
      socket.ping();
      return () => void socket.off('pong', heard);
    },
    end: () => socket.terminate(),
  };
}

/** Null when the upgrade is accepted, else the status that refuses it. Throws `FeedError` when it is not answered rightly, or late. */
function outcomeOfUpgrade(socket: WebSocket, url: string, timeout: number): Promise<number | null> {
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

/** Where a feed is, with what of a token travels in its query. */
export function feedAddress(url: string, origin: URL, query: Readonly<Record<string, string>> = {}): URL {
  const address = new URL(url, origin);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}
