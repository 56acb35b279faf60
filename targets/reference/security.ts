import { env } from '../../lib/target/env.js';
import { textOf } from '../../lib/target/json.js';
import type { Security } from '../../lib/target/security.js';

/** How the gateway protects those who use it. */
export const security: Security = {
  page: '/sign-in',
  headers: {
    'content-security-policy': /^default-src 'self';.*frame-ancestors 'none'/,
    'referrer-policy': 'no-referrer',
    'strict-transport-security': /^max-age=31536000/,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
  },
  hidesVersions: true,
  refusesOldTls: true,
  cors: { origins: ['https://partner.example'], path: '/openapi.json' },
  plainOrigin: env.url('SMOKE_PLAIN_ORIGIN'),
  cookies: { signIn: '/session', session: 'session', forgery: { path: '/v1/assignments', status: 401 } },
  rateLimit: { path: '/openapi.json', requests: 150, within: 4, recovers: 3, as: 'forbidden' },
  closed: ['/assets/', '/.env'],
  errors: {
    below: '/v1/',
    isShaped: (body) => textOf(body['error']?.['code']) === 'not_found',
    each: (body) => textOf(body['error']?.['code']) !== undefined,
    services: ['identity', 'content', 'assessment', 'notifier', 'account'],
  },
};
