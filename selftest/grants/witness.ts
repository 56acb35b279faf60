import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecuredServer } from 'node:https';
import { WebSocketServer } from 'ws';

/** What a server answers at an address. */
type Answers = (
  url: string,
  witness: Witness,
) => { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string };

/** By which it speaks TLS. */
interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** A server that writes down whatever would change something there, or should not have come at all. */
export class Witness {
  readonly #server: Server;
  /** `POST /items as api-post`: by the name of the way by which it came. */
  readonly arrived: string[] = [];
  /** Every request, of whatever kind. */
  readonly seen: string[] = [];
  elsewhere = '';

  private constructor(
    readonly host: string,
    answers: Answers,
    readonly certificate?: Certificate,
  ) {
    const hear = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      let size = 0;
      for await (const chunk of request) size += Buffer.from(chunk).byteLength;
      const { method = '', url = '/', headers } = request;
      const { pathname, searchParams } = new URL(url, 'http://witness');
      this.seen.push(`${method} ${url}`);
      const overridden = headers['x-http-method-override'] ?? searchParams.get('_method');
      const changes = !['GET', 'HEAD', 'OPTIONS'].includes(method) || size > 0 || typeof overridden === 'string';
      if (changes && pathname !== '/login') this.arrived.push(nameIn(url));
      const { status, headers: told = {}, body = '' } = answers(url, this);
      response
        .writeHead(status, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', ...told })
        .end(body);
    };
    this.#server = certificate === undefined ? createServer(hear) : createSecuredServer({ ...certificate }, hear);
    const sockets = new WebSocketServer({ server: this.#server });
    sockets.on('connection', (socket, request) => {
      // Nobody is to come here but through the feed.
      if (!(request.url ?? '').startsWith('/ws')) this.arrived.push(nameIn(request.url ?? ''));
      socket.send('{"type":"welcome"}');
      socket.on('message', (data) => {
        const text = Buffer.concat([data].flat().map((part) => new Uint8Array(part))).toString();
        if (text.includes('way=')) this.arrived.push(nameIn(text));
      });
    });
  }

  static async start(host: string, port: number, answers: Answers, certificate?: Certificate): Promise<Witness> {
    const witness = new Witness(host, answers, certificate);
    witness.#server.listen(port, host);
    await once(witness.#server, 'listening');
    return witness;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  }

  get origin(): string {
    return `${this.certificate === undefined ? 'http' : 'https'}://${this.host}:${this.port}`;
  }

  forget(): void {
    this.arrived.length = 0;
    this.seen.length = 0;
  }

  stop(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

/** Every way puts its name into what it sends. */
const nameIn = (text: string): string => /way=([\w-]+)/.exec(text)?.[1] ?? text;

const html = { 'content-type': 'text/html; charset=utf-8' };
const script = { 'content-type': 'text/javascript' };
const json = { 'content-type': 'application/json' };

/** A worker of any kind that sends what its own address says, and tells when that has come to its end. */
const WORKER = `
  const sent = fetch(location.search.slice(1), { method: 'POST' }).catch(() => undefined);
  self.addEventListener('install', (event) => event.waitUntil(sent));
  self.addEventListener('connect', ({ ports: [port] }) => sent.then(() => port.postMessage('sent')));
  if ('DedicatedWorkerGlobalScope' in self) sent.then(() => self.postMessage('sent'));
`;

/** The deployment: a page to try things from, a sign-in that leads elsewhere when asked to, and scripts for workers. */
export const deployment: Answers = (url, { elsewhere }) => {
  const { pathname, searchParams } = new URL(url, 'http://witness');
  if (pathname === '/healthz') return { status: 200, headers: json, body: '{"status":"ok"}' };
  if (pathname === '/login' && searchParams.has('leads'))
    return { status: 307, headers: { location: `${elsewhere}/items?way=${searchParams.get('leads')}` } };
  if (pathname === '/login') return { status: 200, headers: json, body: '{"access_token":"a-token-of-nobody"}' };
  if (pathname === '/worker.js') return { status: 200, headers: script, body: WORKER };
  if (pathname === '/')
    return {
      status: 200,
      headers: html,
      body: '<!doctype html><title>Shop</title><link rel="icon" href="data:,"><h1>Shop</h1>',
    };
  return { status: 200, headers: json, body: '{}' };
};

export const nothing: Answers = () => ({ status: 200, headers: html, body: '<!doctype html><title>Elsewhere</title>' });
