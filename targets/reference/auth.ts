import { passwordLogin } from '../../lib/target/capabilities.js';
import { env } from '../../lib/target/env.js';
import { schoolCode } from './seed.js';

/** How one signs in, renews and ends a session, and registers as a student of the seeded school. */
export const auth = passwordLogin({
  service: 'identity',
  path: '/v1/auth/login',
  body: ({ email, password }) => ({ email, password }),
  token: (body) => body['access_token'],
  protectedPath: '/v1/me',
  tokens: 'jwt',
  // How its pages sign in and out.
  safeRoutes: ['POST /session', 'DELETE /session'],
  restricted: { path: '/v1/users', allows: 'admin' },
  registration: {
    path: '/v1/auth/register',
    body: ({ email, password, name }) => ({ email, password, name, role: 'student', schoolCode }),
    gives: 'token',
    takenStatus: 409,
    id: (body) => body['user']?.['id'] ?? body['id'],
    removal: {
      by: 'admin',
      path: (id) => `/v1/users/${id}`,
      find: {
        path: (name) => `/v1/users?q=${encodeURIComponent(name)}`,
        items: (body) => body['items'],
        nameOf: (item) => item['name'],
      },
    },
  },
  refresh: {
    path: '/v1/auth/refresh',
    token: (body) => body['refresh_token'],
    body: (refreshToken) => ({ refresh_token: refreshToken }),
  },
  signOut: { path: '/v1/auth/logout' },
  lockOut: { after: 5, status: 429, unlocksIn: 2 },
  expiredToken: env.optionalSecret('SMOKE_EXPIRED_TOKEN'),
  wrongAudienceToken: env.optionalSecret('SMOKE_WRONG_AUDIENCE_TOKEN'),
});
