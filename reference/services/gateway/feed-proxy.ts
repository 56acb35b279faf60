import { type IncomingMessage, type OutgoingHttpHeaders, STATUS_CODES, request as httpRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { correlationOf } from '../../kernel/correlation.js';
import { authorizationOf } from './credentials.js';
import { comesFromUs } from './session-cookie.js';
import type { Upstream } from './upstreams.js';

const TIMEOUT_MS = 2_000;

/**
 * Passes upgrades of `/ws` on. The notifier's own answer decides: a client that it refuses sees that refusal on the
 * upgrade, which a proxy that accepts first and connects afterwards could not give.
 */
export function registerFeedProxy(app: FastifyInstance, notifier: Upstream, ownOrigins: readonly string[]): void {
  const open = new Set<Duplex>();
  app.server.on('upgrade', (request, client: Duplex, head: Buffer) => {
    open.add(client);
    client.once('close', () => open.delete(client));
    client.on('error', () => client.destroy());
    const path = request.url ?? '/';
    if (/^\/ws(\?|$)/.test(path)) connect({ request, client, head, notifier, ownOrigins });
    else refuse(client, request, 404, 'not_found', 'There is no such feed.');
  });
  app.addHook('preClose', async () => {
    for (const client of open) client.destroy();
  });
}

interface Attempt {
  readonly request: IncomingMessage;
  readonly client: Duplex;
  readonly head: Buffer;
  readonly notifier: Upstream;
  readonly ownOrigins: readonly string[];
}

function connect({ request, client, head, notifier, ownOrigins }: Attempt): void {
  const asked = httpRequest(new URL(request.url ?? '/ws', notifier.url), {
    headers: upstreamHeaders(request, ownOrigins),
    timeout: TIMEOUT_MS,
    agent: false,
  });
  asked.once('upgrade', (answer, upstream, upstreamHead) => {
    upstream.setTimeout(0);
    client.write(headOf(101, answer.headers));
    client.write(upstreamHead);
    upstream.write(head);
    join(client, upstream);
  });
  asked.once('response', (answer) => {
    client.write(headOf(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' }));
    answer.pipe(client);
  });
  asked.once('timeout', () => {
    refuse(client, request, 504, 'upstream_timeout', 'notifier does not answer in time.', notifier.name);
    asked.destroy();
  });
  asked.once('error', () => {
    refuse(client, request, 502, 'upstream_unreachable', 'notifier cannot be reached.', notifier.name);
  });
  client.once('close', () => asked.destroy());
  asked.end();
}

function upstreamHeaders(request: IncomingMessage, ownOrigins: readonly string[]): OutgoingHttpHeaders {
  const { cookie: _, ...headers } = request.headers;
  const { id, traceparent } = correlationOf(headers);
  // A page's upgrade is a GET, yet it opens a way in: the cookie counts only for our own pages.
  const authorization = comesFromUs(request.headers, ownOrigins)
    ? authorizationOf(request.headers, 'GET', ownOrigins)
    : request.headers.authorization;
  return {
    ...headers,
    'x-correlation-id': id,
    traceparent,
    ...(authorization !== undefined && !offersToken(request) && { authorization }),
  };
}

function offersToken(request: IncomingMessage): boolean {
  return /(?:^|,)\s*jwt\./.test(request.headers['sec-websocket-protocol'] ?? '');
}

function join(client: Duplex, upstream: Duplex): void {
  client.pipe(upstream).pipe(client);
  client.once('close', () => upstream.destroy());
  upstream.once('close', () => client.destroy());
  upstream.on('error', () => client.destroy());
}

function headOf(status: number, headers: OutgoingHttpHeaders): string {
  const lines = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((each) => `${name}: ${each}`),
  );
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines, '', ''].join('\r\n');
}

function refuse(
  client: Duplex,
  request: IncomingMessage,
  status: number,
  code: string,
  message: string,
  service?: string,
): void {
  if (client.destroyed || !client.writable) return;
  const correlationId = correlationOf(request.headers).id;
  const body = JSON.stringify({ error: { code, message, ...(service && { service }), correlationId } });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-correlation-id': correlationId,
    connection: 'close',
  };
  client.end(headOf(status, headers) + body);
}
