import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { outgoingHeaders } from '../../kernel/correlation.js';
import { notFound } from '../../kernel/errors.js';
import { authorizationOf } from './credentials.js';
import { exchange } from './exchange.js';
import type { Upstream } from './upstreams.js';

export interface ProxyOptions {
  readonly upstreams: readonly Upstream[];
  readonly ownOrigins: readonly string[];
}

// These speak of one connection, not of the message; the cookie is between the browser and us.
const notForwarded = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'host',
  'cookie',
];
const notReturned = new Set(['connection', 'keep-alive', 'transfer-encoding', 'x-correlation-id']);

/** Passes on every route that a service promises, at the same path, and what only reads below `/services/<name>/`, its monitoring above all. */
export async function registerProxy(app: FastifyInstance, { upstreams, ownOrigins }: ProxyOptions): Promise<void> {
  // Bodies pass as they come; what they mean is the service's matter.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

  for (const upstream of upstreams) {
    for (const operation of upstream.operations) {
      app.route({
        method: operation.method,
        url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
        handler: (request, reply) => forward(request, reply, upstream, request.url, ownOrigins),
      });
    }
  }
  // What a service does not know it refuses itself, so that it can be seen that it is reached.
  app.get<{ Params: { name: string; '*': string } }>('/services/:name/*', (request, reply) => {
    const upstream = upstreams.find(({ name }) => name === request.params.name);
    if (!upstream) throw notFound('service');
    return forward(request, reply, upstream, request.url.slice(`/services/${upstream.name}`.length), ownOrigins);
  });
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  upstream: Upstream,
  path: string,
  ownOrigins: readonly string[],
): Promise<FastifyReply> {
  const authorization = authorizationOf(request.headers, request.method, ownOrigins);
  const answer = await exchange(upstream, {
    method: request.method,
    path,
    headers: {
      ...without(request.headers, notForwarded),
      ...outgoingHeaders(request),
      'x-forwarded-for': request.ip,
      ...(authorization !== undefined && { authorization }),
    },
    ...(Buffer.isBuffer(request.body) && { body: request.body }),
  });
  reply.status(answer.statusCode);
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && !notReturned.has(name)) reply.header(name, value);
  }
  return reply.send(answer.body);
}

function without(headers: FastifyRequest['headers'], names: readonly string[]): FastifyRequest['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
