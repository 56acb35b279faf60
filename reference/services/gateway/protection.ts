import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../../kernel/errors.js';
import { callerOf } from './credentials.js';

export interface ProtectionOptions {
  readonly ownOrigins: readonly string[];
  /** Requests that one caller may make in a second. */
  readonly requestsPerSecond: number;
}

/** Another site that may call the API from its pages, with a token and never with our cookie. */
const PARTNER_ORIGIN = 'https://partner.example';

export async function registerProtection(app: FastifyInstance, options: ProtectionOptions): Promise<void> {
  const { ownOrigins, requestsPerSecond } = options;
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        connectSrc: ["'self'", ...ownOrigins.map((origin) => origin.replace(/^http/, 'ws'))],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
    strictTransportSecurity: false,
  });
  // Meaningless without TLS.
  app.addHook('onRequest', async ({ protocol }, reply) => {
    if (protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
  });
  await app.register(cors, {
    origin: [...ownOrigins, PARTNER_ORIGIN],
    methods: ['GET', 'POST', 'PATCH', 'DELETE'],
    exposedHeaders: [
      'x-correlation-id',
      'retry-after',
      'x-ratelimit-limit',
      'x-ratelimit-remaining',
      'x-ratelimit-reset',
    ],
    maxAge: 600,
  });
  await app.register(rateLimit, {
    max: requestsPerSecond,
    timeWindow: 1_000,
    keyGenerator: (request) => callerOf(request.headers, request.ip),
    errorResponseBuilder: () => new ApiError(429, 'rate_limited', 'Too many requests; try again in a second.'),
  });
}
