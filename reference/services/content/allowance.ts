import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { outgoingHeaders } from '../../kernel/correlation.js';

/** How many essays the school of whoever asks may keep; null for as many as it likes. */
export type Allowance = (request: FastifyRequest) => Promise<number | null>;

const plan = z.object({ limits: z.object({ essays: z.int().nullable() }) });

const REQUEST_TIMEOUT_MS = 500;

/** Asks account for the plan. While it is away nobody is turned away: better an essay too many than one refused wrongly. */
export function allowanceFrom(accountUrl: string): Allowance {
  return async (request) => {
    try {
      const response = await fetch(new URL('/v1/account/plan', accountUrl), {
        headers: { ...outgoingHeaders(request), authorization: request.headers.authorization ?? '' },
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      return plan.parse(await response.json()).limits.essays;
    } catch (error) {
      request.log.warn({ err: error }, 'the plan of the school is not known');
      return null;
    }
  };
}
