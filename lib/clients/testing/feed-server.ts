import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { byQuery } from '../../target/capabilities.js';
import { guardOf } from '../../guard/testing/guards.js';
import { type Feed, openFeed } from '../feed.js';
import type { FeedOptions } from '../feed-socket.js';

/** How a feed of a test behaves. */
export interface Behaviour {
  /** The status that refuses an upgrade; undefined to accept it. */
  readonly refuse?: (request: IncomingMessage) => number | undefined;
  /** Whether it leaves the protocols that it is offered unanswered. */
  readonly choosesNoProtocol?: boolean;
  /** What it does with whoever is connected; the stream is what the socket writes to. */
  readonly greet?: (socket: WebSocket, stream: Duplex) => void;
  /** What it does with what it is told. */
  readonly hear?: (text: string, socket: WebSocket) => void;
  /** Whether it lets the protocol's own pings pass unanswered. */
  readonly deaf?: boolean;
  /** Whether it packs its messages. */
  readonly packs?: boolean;
}

/** Feeds of one test on free ports of this machine, and what is connected to them. */
export class TestFeeds {
  readonly #ends: Array<() => unknown> = [];

  /** The options that lead to a feed that behaves so, with what is stated of it. */
  async serve(behaviour: Behaviour, stated: Partial<FeedOptions['feed']> = {}): Promise<FeedOptions> {
    const { origin, close } = await serve(behaviour);
    this.#ends.push(close);
    return {
      feed: { url: '/ws', authenticate: byQuery(), ...stated },
      origin,
      guard: guardOf(origin),
      userAgent: 'test',
      timeout: 300,
    };
  }

  async open(options: FeedOptions): Promise<Feed> {
    const feed = await openFeed(options);
    this.#ends.push(() => feed.close());
    return feed;
  }

  /** Ends all of them, the newest first. */
  async end(): Promise<void> {
    for (const end of this.#ends.splice(0).toReversed()) await end();
  }
}

async function serve({ refuse, choosesNoProtocol = false, greet, hear, deaf = false, packs = false }: Behaviour) {
  const server = createServer((_, response) => response.writeHead(426).end());
  const sockets = new WebSocketServer({
    noServer: true,
    autoPong: !deaf,
    perMessageDeflate: packs,
    ...(choosesNoProtocol ? { handleProtocols: () => false } : {}),
  });
  server.on('upgrade', (request, stream, head) => {
    const status = refuse?.(request);
    if (status !== undefined) {
      stream.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, stream, head, (socket) => {
      socket.on('message', (data) => hear?.(textOf(data), socket));
      greet?.(socket, stream);
    });
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const close = (): Promise<void> =>
    new Promise((settle) => {
      for (const socket of sockets.clients) socket.terminate();
      server.close(() => settle());
    });
  return { origin: new URL(`http://127.0.0.1:${portOf(server.address())}`), close };
}

const textOf = (data: RawData): string => Buffer.concat([data].flat().map((part) => new Uint8Array(part))).toString();

function portOf(address: AddressInfo | string | null): number {
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('the server listens on no port');
}
