import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { notFound } from './errors.js';

const params = z.object({ id: z.uuid() });

/** The `:id` of a route. One that cannot be an id names nothing, which is 404 and not 422. */
export function pathId(request: Pick<FastifyRequest, 'params'>, what: string): string {
  const parsed = params.safeParse(request.params);
  if (!parsed.success) throw notFound(what);
  return parsed.data.id.toLowerCase();
}
