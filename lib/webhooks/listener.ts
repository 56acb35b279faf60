import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Delivered } from '../target/capabilities.js';
import { type Json, parseJson } from '../target/json.js';
import type { ListenAddress } from '../target/listen.js';

/** A delivery as it arrived at one of the listener's addresses. */
export interface Arrival extends Delivered {
  readonly json: Json;
  readonly at: Date;
  /** The status that it was answered with. */
  readonly status: number;
}

/** What to answer a delivery with; 200 unless somebody says otherwise. */
export type Answerer = (arrival: Omit<Arrival, 'status'>) => number;

const MOST_BYTES = 1_048_576;

/** An address of the listener that the platform is told, and what has come there. */
export class Mailbox {
  readonly arrivals: Arrival[] = [];
  readonly #waiting = new Set<() => void>();
  #answer: Answerer = () => 200;
  #held: (() => void)[] | undefined;

  constructor(readonly url: URL) {}

  /** From now on, deliveries are answered so. */
  answerWith(answer: Answerer): void {
    this.#answer = answer;
  }

  /** From now on, nothing is answered until what this gives is called. */
  hold(): () => void {
    const held: (() => void)[] = [];
    this.#held = held;
    return () => {
      this.#held = undefined;
      for (const goOn of held) goOn();
    };
  }

  /** Takes in what came, and gives the status to answer with. */
  async take(arrival: Omit<Arrival, 'status'>): Promise<number> {
    const held = this.#held;
    if (held !== undefined) await new Promise<void>((goOn) => held.push(goOn));
    const status = this.#answer(arrival);
    this.arrivals.push({ ...arrival, status });
    for (const look of this.#waiting) look();
    return status;
  }

  /** Waits until what has come is enough, for at most so many milliseconds. Throws with what has come. */
  async until(what: string, enough: (arrivals: readonly Arrival[]) => boolean, budget: number): Promise<void> {
    if (enough(this.arrivals)) return;
    await new Promise<void>((settle, fail) => {
      const look = (): void => {
        if (!enough(this.arrivals)) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(look);
        fail(
          new Error(`${what}: not within ${budget} ms; ${this.arrivals.length} deliveries came to ${this.url.href}`),
        );
      }, budget);
      this.#waiting.add(look);
    });
  }
}

/** A server of ours that a platform delivers to. It knows nobody but its mailboxes, and keeps nothing longer than they do. */
export class Listener {
  readonly #server: Server;
  readonly #mailboxes = new Map<string, Mailbox>();
  readonly #base: URL;

  private constructor(server: Server, base: URL) {
    this.#server = server;
    this.#base = base;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  /** Listens; `url` is where the platform finds it, when that is not the address itself. Throws when the address is taken. */
  static async open(bind: ListenAddress, url?: URL): Promise<Listener> {
    const server = createServer({ requestTimeout: 10_000 });
    await new Promise<void>((settle, fail) => {
      server.once('error', fail);
      server.listen(bind.port, bind.host, settle);
    });
    return new Listener(server, url ?? ownAddress(server));
  }

  /** A new address, whose last part is this name. */
  mailbox(name: string): Mailbox {
    const mailbox = new Mailbox(new URL(`${this.#base.href.replace(/\/$/, '')}/${name}`));
    this.#mailboxes.set(name, mailbox);
    return mailbox;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((settle) => this.#server.close(settle));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const name = request.url?.split(/[?#]/)[0]?.split('/').at(-1) ?? '';
    const mailbox = this.#mailboxes.get(name);
    const body = mailbox === undefined ? undefined : await bodyOf(request);
    const status =
      mailbox === undefined || body === undefined
        ? 404
        : await mailbox.take({ ...headersAnd(request, body), at: new Date() });
    response.writeHead(status, { 'content-length': 0 }).end();
  }
}

function ownAddress(server: Server): URL {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('the listener has no port');
  return new URL(`http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`);
}

function headersAnd(request: IncomingMessage, body: Uint8Array): Delivered & { readonly json: Json } {
  const headers = new Headers();
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return { headers, body, json: jsonIn(body) };
}

/** Nothing at all for what is no JSON: the checks then find no upload in it. */
function jsonIn(body: Uint8Array): Json {
  try {
    return parseJson(new TextDecoder().decode(body));
  } catch {
    return {};
  }
}

/** Undefined for a body that is too large, or breaks off. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue;
      size += chunk.length;
      if (size > MOST_BYTES) return undefined;
      chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(chunks);
}
