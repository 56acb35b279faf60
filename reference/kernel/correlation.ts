import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface Correlation {
  readonly id: string;
  /** W3C trace context; the trace id is the caller's, the span is ours. */
  readonly traceparent: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    correlation: Correlation;
  }
}

const acceptableId = /^[\w.:-]{1,128}$/;
const acceptableTrace = /^00-([0-9a-f]{32})-[0-9a-f]{16}-([0-9a-f]{2})$/;

export function correlationOf(headers: IncomingHttpHeaders): Correlation {
  const id = headers['x-correlation-id'];
  const trace = acceptableTrace.exec(String(headers['traceparent'] ?? ''));
  const traceId = trace?.[1] ?? randomBytes(16).toString('hex');
  return {
    id: typeof id === 'string' && acceptableId.test(id) ? id : randomUUID(),
    traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-${trace?.[2] ?? '01'}`,
  };
}

/** The headers that carry a request's identity to the next service. */
export function outgoingHeaders({ correlation }: Pick<FastifyRequest, 'correlation'>): Record<string, string> {
  return { 'x-correlation-id': correlation.id, traceparent: correlation.traceparent };
}

/** Takes or makes the correlation id, echoes it, and puts it into every log line. */
export function registerCorrelation(app: FastifyInstance): void {
  app.decorateRequest('correlation');
  app.addHook('onRequest', async (request, reply) => {
    request.correlation = { ...correlationOf(request.raw.headers), id: request.id };
    request.log = request.log.child({ traceparent: request.correlation.traceparent });
    reply.log = request.log;
    reply.header('x-correlation-id', request.correlation.id);
  });
}
