import { account } from '../../lib/target/accounts.js';
import {
  byQuery,
  multipartUpload,
  pagesByNumber,
  passwordLogin,
  restResource,
  webSocketFeed,
} from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http, postgres, redis } from '../../lib/target/services.js';

const routes = { health: '/healthz', ready: '/ready', metrics: '/metrics', critical: true };

/** A deployment of many services that all misbehave in the same way, with everything that there is to ask for. */
export default defineTarget({
  name: 'hostile',
  environment: 'test',
  origin: env.url('SMOKE_ORIGIN'),
  build: { path: '/version', field: 'build' },
  grants: ['writes', 'direct'],
  timeouts: { request: 1_000 },
  services: {
    front: http(routes),
    ...Object.fromEntries(
      Array.from({ length: 5 }, (_, place) => [`service${place}`, http({ ...routes, url: env.url('SMOKE_ORIGIN') })]),
    ),
    postgres: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    redis: redis({ url: env.secret('SMOKE_REDIS_URL') }),
  },
  accounts: {
    member: account({ email: env.text('SMOKE_MEMBER_EMAIL'), password: env.secret('SMOKE_MEMBER_PASSWORD') }),
  },
  capabilities: {
    auth: passwordLogin({
      path: '/login',
      body: ({ email, password }) => ({ email, password }),
      token: (body) => body['token'],
      protectedPath: '/me',
    }),
    uploads: multipartUpload({
      path: '/documents',
      id: (body) => body['id'],
      contentPath: (id) => `/documents/${id}/content`,
      removePath: (id) => `/documents/${id}`,
    }),
    resources: {
      items: restResource({
        path: '/items',
        id: (body) => body['id'],
        example: (name) => ({ name }),
        nameOf: (item) => item['name'],
        pages: pagesByNumber({ items: (body) => body['items'], total: (body) => body['total'] }),
      }),
    },
    notifications: webSocketFeed({
      url: '/ws',
      authenticate: byQuery(),
      refusal: { status: 401 },
      onUpload: { topic: 'documents', idOf: (message) => message['id'] },
    }),
  },
});
