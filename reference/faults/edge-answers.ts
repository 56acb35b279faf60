import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EdgeHooks } from './define.js';

/** Which requests a fault meets: `GET /v1/essays/:id`, with `:id` for one segment and a query of no matter. */
export interface Meets {
  readonly route: string;
  /** Only answers of this status. */
  readonly status?: number;
  readonly when?: (request: FastifyRequest) => boolean;
}

function isMet({ route, when }: Meets, request: FastifyRequest): boolean {
  const [method = '', path = ''] = route.split(' ');
  const asked = request.url.split('?')[0] ?? '';
  const pattern = new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`);
  return request.method === method && pattern.test(asked) && (when?.(request) ?? true);
}

/** Hooks that answer in place of a service, before it has seen the request. */
export const answerInstead = (
  service: EdgeHooks['service'],
  meets: Meets,
  answer: (reply: FastifyReply) => unknown,
): EdgeHooks => ({
  service,
  onRequest: async (request, reply) => {
    if (isMet(meets, request)) await answer(reply);
  },
});

/** Hooks that change a service's answer: its status, its headers, and by what they give its body. */
export const changeAnswer = (
  service: EdgeHooks['service'],
  meets: Meets,
  change: (payload: unknown, reply: FastifyReply, request: FastifyRequest) => unknown,
): EdgeHooks => ({
  service,
  onSend: (request, reply, payload) =>
    isMet(meets, request) && (meets.status === undefined || reply.statusCode === meets.status)
      ? change(payload, reply, request)
      : payload,
});

/** Hooks that give another status, and another body where one is given. */
export const answerAs = (service: EdgeHooks['service'], meets: Meets, status: number, body?: unknown): EdgeHooks =>
  changeAnswer(service, meets, (payload, reply) => {
    void reply.status(status);
    return body === undefined ? payload : json(reply, body);
  });

/** A body as JSON, with its headers. */
export function json(reply: FastifyReply, body: unknown): string {
  void reply.removeHeader('content-length').header('content-type', 'application/json; charset=utf-8');
  return JSON.stringify(body);
}

/** Hooks that change a JSON body. */
export const changeJson = (
  service: EdgeHooks['service'],
  meets: Meets,
  change: (body: Record<string, unknown>) => unknown,
): EdgeHooks =>
  changeAnswer(service, meets, (payload, reply) => {
    const body: unknown = JSON.parse(String(payload));
    return typeof body === 'object' && body !== null ? json(reply, change({ ...body })) : payload;
  });

/** Hooks that change the text of a file, which no browser then keeps. */
export const changeFile = (
  service: EdgeHooks['service'],
  meets: Meets,
  change: (content: string) => string,
): EdgeHooks =>
  changeAnswer(service, meets, async (payload, reply) => {
    const content = payload instanceof Readable ? await text(payload) : String(payload);
    void reply.removeHeader('content-length').removeHeader('etag').header('cache-control', 'no-store');
    return change(content);
  });

/** Hooks that change answers one after the other, as one. */
export const inTurn = (service: EdgeHooks['service'], ...all: readonly EdgeHooks[]): EdgeHooks => ({
  service,
  onSend: async (request, reply, payload) => {
    let changed = payload;
    for (const { onSend } of all) if (onSend) changed = await onSend(request, reply, changed);
    return changed;
  },
});

/** The list in a body, where there is one. */
export const listIn = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'object' && item !== null) : [];
