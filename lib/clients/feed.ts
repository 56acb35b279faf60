import type { SocketRefusal } from '../target/capabilities.js';
import { type Json, reach } from '../target/json.js';
import { startStream } from './event-stream.js';
import { FeedError, type FeedOptions, type FeedSocket, firstMessageOf, startSocket } from './feed-socket.js';
import { Inbox } from './inbox.js';

/** What came of trying to open a feed. */
type Opened = SocketRefusal | { readonly accepted: Feed };

/**
 * Opens a feed, or reports how it was refused, on the upgrade or after it. Where the target refuses by closing, and says
 * nothing when it is ready, an open feed counts as accepted only when it stays open. Throws `FeedError` when nothing
 * answers.
 */
export async function tryFeed(options: FeedOptions, refusal: SocketRefusal): Promise<Opened> {
  const feed = new Feed(options);
  const status = await feed.opened();
  if (status !== null) return { status };
  try {
    await feed.ready();
    if (options.feed.isReady === undefined && 'closeCode' in refusal) await feed.closedWithin(options.timeout);
  } catch (error) {
    if (feed.closeCode === null) {
      feed.close();
      throw error;
    }
  }
  return feed.closeCode === null ? { accepted: feed } : { closeCode: feed.closeCode };
}

/** Opens a feed that says that it is ready. Throws `FeedError`. */
export async function openFeed(options: FeedOptions): Promise<Feed> {
  const feed = new Feed(options);
  const status = await feed.opened();
  if (status !== null) {
    throw new FeedError('SMOKE_FEED_REFUSED', `${options.feed.url} refuses the connection with status ${status}`);
  }
  try {
    await feed.ready();
    return feed;
  } catch (error) {
    feed.close();
    throw error;
  }
}

/** An open WebSocket, or event stream, with everything that it has received. */
export class Feed {
  readonly #options: FeedOptions;
  readonly #socket: FeedSocket;
  readonly #inbox = new Inbox();
  readonly #watchers = new Set<() => void>();
  #closeCode: number | null = null;
  /** Why the connection ended, where that was not the server's will. */
  #fault: string | undefined;

  constructor(options: FeedOptions) {
    this.#options = options;
    const start = options.feed.kind === 'event-stream-feed' ? startStream : startSocket;
    this.#socket = start(options, {
      message: (text) => this.#receive(text),
      error: (error) => (this.#fault ??= error.message),
      close: (code) => {
        this.#closeCode = code;
        this.#wake();
      },
    });
    // Refusals are what some checks want to see; nobody may be waiting when one comes.
    this.#socket.opening.catch(() => undefined);
  }

  /** The code with which the server closed it; null while it is open. */
  get closeCode(): number | null {
    return this.#closeCode;
  }

  /** Everything received so far; of a message that is not JSON, `{ text }`. */
  get received(): readonly Json[] {
    return this.#inbox.messages;
  }

  /** Null when the upgrade was accepted, else the status that refused it. Throws `FeedError`. */
  opened(): Promise<number | null> {
    return this.#socket.opening;
  }

  /** Signs in, where that takes a message, and waits until the feed says that it listens, or answers at all. */
  async ready(): Promise<void> {
    const { isReady } = this.#options.feed;
    const first = firstMessageOf(this.#options);
    if (first !== undefined) this.#send(first);
    if (isReady === undefined) await this.#roundTrip();
    else await this.waitFor(isReady, 'the message in which the feed says that it is ready');
  }

  /** Asks for a topic, and waits until that is acknowledged, where the feed acknowledges. */
  async subscribe(topic: string): Promise<void> {
    const { subscribe, isSubscribed } = this.#options.feed;
    if (subscribe === undefined) return;
    this.#send(subscribe(topic));
    if (isSubscribed === undefined) await this.#roundTrip();
    else await this.waitFor(isSubscribed, `the acknowledgement of the subscription to ${topic}`);
  }

  /** Sends a text as it is, and everything else as JSON. Throws `RefusedError` without `writes`: nobody knows what comes of it. */
  send(message: unknown): void {
    this.#options.guard.need('writes', `a message of one's own over ${this.#options.feed.url}`);
    this.#send(message);
  }

  #send(message: unknown): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  /**
   * The first message, of those received already or within the budget, that is wanted. Throws `FeedError` with what came
   * instead.
   */
  waitFor(wanted: (message: Json) => boolean, what: string, budget = this.#options.timeout): Promise<Json> {
    let seen = 0;
    const find = () => {
      const unseen = this.received.slice(seen);
      seen = this.received.length;
      // A target's functions reach deep into messages that may be of another shape.
      return unseen.find((message) => reach(() => wanted(message)) === true);
    };
    return this.#until(find, what, budget);
  }

  /** Waits until the server closes it, at most so long. */
  async closedWithin(budget: number): Promise<void> {
    await this.#until(() => undefined, 'its end', budget).catch(() => undefined);
  }

  /** Sends a ping, of the feed's own where it has one, and waits for its answer: the milliseconds between. Throws `FeedError`. */
  async ping(id: string): Promise<number> {
    const { ping } = this.#options.feed;
    const sent = performance.now();
    if (ping === undefined) {
      await this.#roundTrip();
    } else {
      this.#send(ping.message(id));
      await this.waitFor((message) => ping.isPong(message, id), `the answer to ping ${id}`);
    }
    return performance.now() - sent;
  }

  close(): void {
    this.#socket.end();
  }

  /** The protocol's own ping (RFC 6455, 5.5.2): whatever the server does on its side, it has read what came before. */
  async #roundTrip(): Promise<void> {
    let answered = false;
    const hear = (): void => {
      answered = true;
      this.#wake();
    };
    const unheard = this.#socket.ping(hear);
    try {
      await this.#until(() => answered || undefined, 'a pong', this.#options.timeout);
    } finally {
      unheard();
    }
  }

  /** Looks again whenever something comes, until there is something, the feed is closed or the budget is spent. */
  #until<T>(find: () => T | undefined, what: string, budget: number): Promise<T> {
    return new Promise((settle, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#watchers.delete(look);
      };
      const look = (): void => {
        const found = find();
        if (found === undefined && this.#closeCode === null) return;
        end();
        if (found !== undefined) settle(found);
        else reject(this.#instead('SMOKE_FEED_CLOSED', what, this.#end()));
      };
      const timer = setTimeout(() => {
        end();
        reject(this.#instead('SMOKE_FEED_SILENT', what, `not within ${budget} ms`));
      }, budget);
      this.#watchers.add(look);
      look();
    });
  }

  #receive(text: string): void {
    if (!this.#inbox.take(text)) {
      this.#fault ??= 'it sends more than anybody reads';
      this.#socket.end();
    }
    this.#wake();
  }

  #end(): string {
    return this.#fault === undefined ? `the server closed with ${this.#closeCode}` : `broken off: ${this.#fault}`;
  }

  #wake(): void {
    for (const look of this.#watchers) look();
  }

  #instead(code: FeedError['code'], what: string, seen: string): FeedError {
    return new FeedError(code, `waited for ${what}: ${seen}; ${this.#inbox.latest}`);
  }
}
