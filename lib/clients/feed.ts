import { WebSocket } from 'ws';
import type { SocketRefusal, WebSocketFeed } from '../target/capabilities.js';
import type { Json } from '../target/json.js';
import type { Target } from '../target/target.js';
import { headersOf, tlsOf } from './dispatcher.js';
import { networkCodeOf } from './http-error.js';

/** A feed did not do what was waited for; the message says what was seen instead. */
export class FeedError extends Error {
  override readonly name = 'FeedError';

  constructor(
    readonly code: 'SMOKE_FEED_REFUSED' | 'SMOKE_FEED_UNREACHABLE' | 'SMOKE_FEED_SILENT' | 'SMOKE_FEED_CLOSED',
    message: string,
  ) {
    super(`${message} (${code})`);
  }
}

export interface FeedOptions {
  readonly feed: Pick<WebSocketFeed, 'url' | 'authenticate' | 'isReady' | 'subscribe' | 'isSubscribed' | 'ping'>;
  readonly origin: URL;
  readonly access?: Target['access'];
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

/** What came of trying to open a feed. */
export type Opened = SocketRefusal | { readonly accepted: Feed };

/** Opens a feed, or reports how it was refused, on the upgrade or right after it. Throws `FeedError` when nothing answers. */
export async function tryFeed(options: FeedOptions): Promise<Opened> {
  const feed = new Feed(options);
  const status = await feed.opened();
  if (status !== null) return { status };
  try {
    await feed.ready();
    return { accepted: feed };
  } catch (error) {
    const { closeCode } = feed;
    feed.close();
    if (closeCode !== null) return { closeCode };
    throw error;
  }
}

/** Opens a feed that says that it is ready. Throws `FeedError`. */
export async function openFeed(options: FeedOptions): Promise<Feed> {
  const opened = await tryFeed(options);
  if ('accepted' in opened) return opened.accepted;
  throw new FeedError('SMOKE_FEED_REFUSED', `${options.feed.url} refuses the connection: ${JSON.stringify(opened)}`);
}

/** An open WebSocket with everything that it has received. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #socket: WebSocket;
  readonly #received: Json[] = [];
  readonly #watchers = new Set<() => void>();
  readonly #opening: Promise<number | null>;
  #closeCode: number | null = null;
  #firstMessage: unknown;

  constructor(options: FeedOptions) {
    this.#options = options;
    const { feed, origin, access, userAgent, token, originHeader, timeout } = options;
    const carried = token === undefined ? {} : feed.authenticate(token);
    this.#firstMessage = carried.firstMessage;
    this.#socket = new WebSocket(addressOf(feed.url, origin, carried.query), [...(carried.protocols ?? [])], {
      headers: { ...headersOf(access), 'user-agent': userAgent, ...carried.headers },
      ...(originHeader === undefined ? {} : { origin: originHeader }),
      ...tlsOf(access),
      handshakeTimeout: timeout,
      maxPayload: MAX_PAYLOAD,
      followRedirects: false,
    });
    this.#opening = this.#outcomeOfUpgrade();
    // Refusals are what some checks want to see; nobody may be waiting when one comes.
    this.#opening.catch(() => undefined);
    this.#socket.on('message', (data) =>
      this.#receive(Buffer.concat([data].flat().map((part) => new Uint8Array(part))).toString()),
    );
    this.#socket.on('close', (code) => {
      this.#closeCode = code;
      this.#wake();
    });
  }

  /** The code with which the server closed it; null while it is open. */
  get closeCode(): number | null {
    return this.#closeCode;
  }

  /** Everything received so far. */
  get received(): readonly Json[] {
    return this.#received;
  }

  /** Null when the upgrade was accepted, else the status that refused it. */
  opened(): Promise<number | null> {
    return this.#opening;
  }

  /** Waits until the feed says that it listens; where it says nothing, until it is open and stays so for a moment. */
  async ready(): Promise<void> {
    const { isReady } = this.#options.feed;
    if (this.#firstMessage !== undefined) this.send(this.#firstMessage);
    if (isReady === undefined) {
      await this.#roundTrip();
      return;
    }
    await this.waitFor(isReady, 'the feed says that it is ready');
  }

  /** Asks for a topic, and waits until that is acknowledged, where the feed acknowledges. */
  async subscribe(topic: string): Promise<void> {
    const { subscribe, isSubscribed } = this.#options.feed;
    if (subscribe === undefined) return;
    this.send(subscribe(topic));
    if (isSubscribed === undefined) await this.#roundTrip();
    else await this.waitFor(isSubscribed, `the feed acknowledges the subscription to ${topic}`);
  }

  send(message: unknown): void {
    this.#socket.send(JSON.stringify(message));
  }

  /**
   * The first message, of those received already or within the budget, that is wanted. Throws `FeedError` with what came
   * instead.
   */
  waitFor(wanted: (message: Json) => boolean, what: string, budget = this.#options.timeout): Promise<Json> {
    return new Promise((settle, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
      };
      const look = (): void => {
        const found = this.#received.find((message) => holds(wanted, message));
        if (found === undefined && this.#closeCode === null) return;
        end();
        if (found !== undefined) settle(found);
        else reject(this.#instead('SMOKE_FEED_CLOSED', what, `the server closed with ${this.#closeCode}`));
      };
      const timer = setTimeout(() => {
        end();
        reject(this.#instead('SMOKE_FEED_SILENT', what, `not within ${budget} ms`));
      }, budget);
      this.#watchers.add(look);
      look();
    });
  }

  /** Sends a ping, of the feed's own where it has one, and waits for its answer. Throws `FeedError`. */
  async ping(id: string): Promise<void> {
    const { ping } = this.#options.feed;
    if (ping === undefined) {
      await this.#roundTrip();
      return;
    }
    this.send(ping.message(id));
    await this.waitFor((message) => ping.isPong(message, id), `the answer to ping ${id}`);
  }

  close(): void {
    this.#socket.terminate();
  }

  /** The protocol's own ping (RFC 6455, 5.5.2): whatever the server does on its side, it has read what came before. */
  #roundTrip(): Promise<void> {
    return new Promise((settle, reject) => {
      const late = (): void =>
        reject(this.#instead('SMOKE_FEED_SILENT', 'a pong', `not within ${this.#options.timeout} ms`));
      const timer = setTimeout(late, this.#options.timeout);
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        finish();
      };
      this.#socket.once('pong', () => end(settle));
      this.#socket.once('close', (code) =>
        end(() => reject(this.#instead('SMOKE_FEED_CLOSED', 'a pong', `the server closed with ${code}`))),
      );
      this.#socket.ping();
    });
  }

  #outcomeOfUpgrade(): Promise<number | null> {
    return new Promise((settle, reject) => {
      this.#socket.once('open', () => settle(null));
      this.#socket.once('unexpected-response', (request, response) => {
        settle(response.statusCode ?? 0);
        request.destroy();
      });
      this.#socket.on('error', (error) => {
        const seen = networkCodeOf(error) || error.message;
        reject(new FeedError('SMOKE_FEED_UNREACHABLE', `${this.#options.feed.url} cannot be opened: ${seen}`));
      });
    });
  }

  #receive(text: string): void {
    const message = parsed(text);
    if (message !== undefined) this.#received.push(message);
    this.#wake();
  }

  #wake(): void {
    for (const look of this.#watchers) look();
  }

  #instead(code: FeedError['code'], what: string, seen: string): FeedError {
    const last = this.#received.slice(-3).map((message) => JSON.stringify(message).slice(0, 200));
    const came = last.length === 0 ? 'nothing came' : `last came ${last.join(' ')}`;
    return new FeedError(code, `waited for ${what}: ${seen}; ${came}`);
  }
}

function addressOf(url: string, origin: URL, query: Readonly<Record<string, string>> = {}): URL {
  const address = new URL(url, origin);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  return address;
}

function parsed(text: string): Json | undefined {
  try {
    const json: Json = JSON.parse(text);
    return typeof json === 'object' && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

/** A target's functions reach deep into messages that may be of another shape. */
function holds(wanted: (message: Json) => boolean, message: Json): boolean {
  try {
    return wanted(message);
  } catch {
    return false;
  }
}
