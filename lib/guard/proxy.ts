import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import type { Duplex } from 'node:stream';
import { request as send } from 'undici';
import { type Connections, connectionsFor } from '../clients/dispatcher.js';
import { openSocket } from '../probes/socket.js';
import type { Target } from '../target/target.js';
import type { Guard } from './guard.js';
import { printRefusal, type Refusal } from './refusal.js';
import { judgeRequest } from './request.js';

export interface GuardProxyOptions {
  readonly guard: Guard;
  readonly access: Target['access'];
  /** Milliseconds to connect. */
  readonly timeout: number;
  /** What was refused; whoever asked is told as well. */
  readonly tell: (refusal: Refusal, url: URL) => void;
}

/**
 * The only way out that browsers are given: a proxy on this machine that leads to the target and nowhere else. It sees what no
 * interception in a page sees: redirects, what workers send, and what a page sends while it is being left. Of plain HTTP it judges the
 * method too; of what is encrypted, the host.
 */
export class GuardProxy {
  readonly #options: GuardProxyOptions;
  readonly #connections: Connections;
  readonly #server: Server;

  private constructor(options: GuardProxyOptions) {
    this.#options = options;
    this.#connections = connectionsFor(options.access, options.timeout, options.guard.lookup);
    this.#server = createServer((asked, answer) => void this.#forward(asked, answer));
    this.#server.on('connect', (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
      void this.#tunnel(asked, socket, head);
    });
  }

  static async open(options: GuardProxyOptions): Promise<GuardProxy> {
    const proxy = new GuardProxy(options);
    await new Promise<void>((settle) => proxy.#server.listen(0, '127.0.0.1', settle));
    return proxy;
  }

  get address(): string {
    const address: AddressInfo | string | null = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await this.#connections.dispatcher.destroy();
  }

  /** Passes a request on as it came, and its answer. */
  async #forward(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const url = URL.canParse(asked.url ?? '') ? new URL(asked.url ?? '') : undefined;
    const { method = 'GET', headers } = asked;
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
    // Whoever takes the proxy for a server asks for no whole address.
    if (url === undefined) return refuse(answer, 'this is a proxy');
    const refusal = this.#judge(method, url, textsIn(headers), hasBody);
    if (refusal !== undefined) return refuse(answer, refusal);
    // A page that is left waits for nothing any more.
    const left = new AbortController();
    answer.once('close', () => left.abort());
    try {
      const {
        statusCode,
        headers: told,
        body,
      } = await send(url, {
        method,
        headers: without(headers, OF_ONE_CONNECTION),
        body: hasBody ? asked : null,
        dispatcher: this.#connections.dispatcher,
        signal: left.signal,
        responseHeaders: 'raw',
      });
      answer.writeHead(statusCode, rawIn(told));
      pipeline(body, answer, () => undefined);
    } catch {
      // That nothing answers looks to the browser as it would without us.
      answer.destroy();
    }
  }

  /** Leads what is encrypted, or is a WebSocket, to the target. */
  async #tunnel(asked: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => undefined);
    const url = placeAsked(asked.url ?? '');
    if (url === undefined) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    if (this.#judge('GET', url, {}, false) !== undefined) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    const { access, timeout, guard } = this.#options;
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    const opened = await openSocket({ host: url.hostname, port, proxy: access?.proxy, timeout, lookup: guard.lookup });
    if (opened.socket === null) return void socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    opened.socket.write(head);
    pipeline(socket, opened.socket, socket, () => undefined);
  }

  #judge(method: string, url: URL, headers: Record<string, string>, hasBody: boolean): Refusal | undefined {
    const refusal = judgeRequest({ method, url, headers, hasBody }, this.#options.guard.permit);
    if (refusal !== undefined) this.#options.tell(refusal, url);
    return refusal;
  }
}

/** Headers that speak of one connection and not of the message (RFC 9110, 7.6.1), and what the next client states itself. */
const OF_ONE_CONNECTION = [
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'expect',
];

type Headers = IncomingMessage['headers'];

const without = (headers: Headers, names: readonly string[]): Headers =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

const textsIn = (headers: Headers): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')]));

/** Names and values in turn, but for what speaks of one connection. */
function rawIn(told: unknown): string[] {
  const all = Array.isArray(told) ? told.map(String) : [];
  return all.flatMap((name, place) =>
    place % 2 === 0 && !OF_ONE_CONNECTION.includes(name.toLowerCase()) ? [name, all[place + 1] ?? ''] : [],
  );
}

/** Where a CONNECT leads to. */
function placeAsked(authority: string): URL | undefined {
  const scheme = authority.endsWith(':80') ? 'http' : 'https';
  return URL.canParse(`${scheme}://${authority}`) ? new URL(`${scheme}://${authority}`) : undefined;
}

function refuse(answer: ServerResponse, refusal: Refusal | string): void {
  const said = typeof refusal === 'string' ? refusal : printRefusal(refusal);
  answer.writeHead(403, { 'content-type': 'text/plain', connection: 'close' }).end(`${said}\n`);
}
