import { account } from '../../lib/target/accounts.js';
import {
  bySubprotocol,
  ifMatch,
  md5ETag,
  multipartUpload,
  openapi,
  objectStore,
  pagesByNumber,
  passwordLogin,
  redisEvents,
  restResource,
  webSocketFeed,
} from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { ownInstance } from '../../lib/target/grants.js';
import { type Json, textOf } from '../../lib/target/json.js';
import { http, type HttpServiceOptions, postgres, redis, s3 } from '../../lib/target/services.js';
import { hooks, plans, usage } from './account.js';
import { AssessmentPage } from './assessment-page.js';
import { incompleteEvent } from './events.js';
import { database } from './database.js';
import { EssaysPage } from './essays-page.js';
import { lastLines } from './logs.js';
import { MastheadPage } from './masthead-page.js';
import { pages } from './pages.js';
import { SignInFormPage } from './sign-in-page.js';
import { memberSchool, schoolCode, seededAssessment, seededQuestions } from './seed.js';

/** The routes that every service of the platform has. */
const everyService = {
  health: '/healthz',
  live: '/healthz/live',
  ready: '/healthz/ready',
  metrics: '/metrics',
  version: '/version',
  critical: true,
  budget: { p95: 250 },
} as const satisfies HttpServiceOptions;

const withDatabase = {
  ...everyService,
  database: '/healthz/database',
  databaseSummary: '/healthz/database/summary',
} as const satisfies HttpServiceOptions;

/** The embedded platform of this repository: a school's essays, handed in, compared and ranked. */
export default defineTarget({
  name: 'reference',
  environment: env.text('SMOKE_ENV', 'development'),
  origin: env.url('SMOKE_ORIGIN', 'http://127.0.0.1:18080'),
  start: { command: 'npm run reference', ready: env.localPort('REFERENCE_PORT', 18_079, '/ready') },
  access: { ca: env.optionalFile('SMOKE_CA') },
  build: { path: '/version', field: 'build', expect: env.optional('SMOKE_EXPECT_BUILD') },
  grants: ownInstance(['writes', 'direct', 'disruptive']),
  policy: 'default',
  logs: lastLines,
  profile: { url: env.optionalUrl('SMOKE_PROFILE_URL'), read: processes },

  services: {
    postgres: postgres({ url: env.secret('SMOKE_DATABASE_URL'), critical: true }),
    redis: redis({ url: env.secret('SMOKE_REDIS_URL'), critical: true }),
    storage: s3({
      url: env.url('SMOKE_STORAGE_URL'),
      bucket: env.text('SMOKE_STORAGE_BUCKET'),
      accessKey: env.secret('SMOKE_STORAGE_ACCESS_KEY'),
      secretKey: env.secret('SMOKE_STORAGE_SECRET_KEY'),
      critical: true,
    }),
    identity: http({
      ...withDatabase,
      url: env.url('SMOKE_IDENTITY_URL'),
      routedAt: '/services/identity',
      dependsOn: ['postgres', 'redis'],
    }),
    content: http({
      ...withDatabase,
      url: env.url('SMOKE_CONTENT_URL'),
      routedAt: '/services/content',
      dependsOn: ['postgres', 'redis', 'storage'],
    }),
    assessment: http({
      ...withDatabase,
      url: env.url('SMOKE_ASSESSMENT_URL'),
      routedAt: '/services/assessment',
      dependsOn: ['postgres', 'redis', 'content'],
    }),
    notifier: http({
      ...everyService,
      url: env.url('SMOKE_NOTIFIER_URL'),
      routedAt: '/services/notifier',
      dependsOn: ['redis', 'identity'],
    }),
    account: http({
      ...withDatabase,
      url: env.url('SMOKE_ACCOUNT_URL'),
      routedAt: '/services/account',
      dependsOn: ['postgres', 'redis'],
    }),
    gateway: http({ ...everyService, dependsOn: ['identity', 'content', 'assessment', 'notifier', 'account'] }),
  },

  accounts: {
    member: account({ email: env.text('SMOKE_MEMBER_EMAIL'), password: env.secret('SMOKE_MEMBER_PASSWORD') }),
    forbidden: account({ email: env.text('SMOKE_FORBIDDEN_EMAIL'), password: env.secret('SMOKE_FORBIDDEN_PASSWORD') }),
    otherTenant: account({
      email: env.text('SMOKE_OTHER_TENANT_EMAIL'),
      password: env.secret('SMOKE_OTHER_TENANT_PASSWORD'),
    }),
    admin: account({ email: env.text('SMOKE_ADMIN_EMAIL'), password: env.secret('SMOKE_ADMIN_PASSWORD') }),
    subscriber: account({
      email: env.text('SMOKE_SUBSCRIBER_EMAIL'),
      password: env.secret('SMOKE_SUBSCRIBER_PASSWORD'),
    }),
  },

  capabilities: {
    auth: passwordLogin({
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
    }),
    uploads: multipartUpload({
      service: 'content',
      path: '/v1/essays',
      id: (body) => body['id'],
      contentPath: (id) => `/v1/essays/${id}/content`,
      removePath: (id) => `/v1/essays/${id}`,
      find: {
        path: (title) => `/v1/essays?q=${encodeURIComponent(title)}`,
        items: (body) => body['items'],
        nameOf: (item) => item['title'],
      },
      limit: { bytes: 1_048_576, status: 413 },
      refusedType: { contentType: 'image/png', filename: 'picture.png', status: 415 },
    }),
    resources: {
      assignments: restResource({
        service: 'assessment',
        path: '/v1/assignments',
        id: (body) => body['id'],
        example: (name) => ({ title: name, prompt: 'Describe a morning that you remember, and why.' }),
        nameOf: (item) => item['title'],
        change: { method: 'PATCH', body: (name) => ({ title: name }) },
        pages: pagesByNumber({ items: (body) => body['items'], total: (body) => body['total'] }),
        filter: (name) => ({ q: name }),
        sort: { query: { sort: 'title' } },
        stable: { sort: 'createdAt' },
        conflictStatus: 409,
        idempotency: { header: 'Idempotency-Key', reusedStatus: 422 },
        locking: ifMatch(),
        bulk: {
          path: '/v1/assignments/bulk',
          body: (items) => ({ items }),
          status: 207,
          results: (body) => body['results'],
          id: (result) => result['assignment']?.['id'],
          isRefused: (result) => Number(result['status']) >= 400,
        },
        malformedStatus: 400,
        invalid: { body: { title: '', prompt: 'A prompt without a title.' }, status: 422, names: 'title' },
        unknown: { id: '00000000-0000-4000-8000-00000000dead', status: 404 },
        forbiddenStatus: 403,
        foreignStatus: 404,
      }),
    },
    routes: openapi('/openapi.json', {
      as: 'admin',
      services: {
        '/v1/auth': 'identity',
        '/v1/me': 'identity',
        '/v1/users': 'identity',
        '/.well-known': 'identity',
        '/v1/essays': 'content',
        '/v1/assignments': 'assessment',
        '/v1/assessments': 'assessment',
        '/v1/account': 'account',
      },
    }),
    results: {
      service: 'assessment',
      known: { finished: seededAssessment },
      begin: {
        path: '/v1/assessments',
        body: (name, uploads) => ({ title: name, essayIds: uploads }),
        uploads: 2,
        // Enough for a page that opens slowly to see the work go on.
        uploadsToFollow: 6,
        createdStatus: 202,
        id: (body) => body['id'],
        removePath: (id) => `/v1/assessments/${id}`,
        find: {
          path: (title) => `/v1/assessments?q=${encodeURIComponent(title)}`,
          items: (body) => body['items'],
          nameOf: (item) => item['title'],
        },
      },
      path: (id) => `/v1/assessments/${id}`,
      isFinished: (body) => textOf(body['status']) === 'finished',
      order: (body) => ranked(body['ranking']),
      forbiddenStatus: 403,
      foreignStatus: 404,
      budget: 10_000,
    },
    notifications: webSocketFeed({
      service: 'notifier',
      url: '/ws',
      authenticate: bySubprotocol('jwt', 'notifications.v1'),
      isReady: (message) => textOf(message['type']) === 'welcome',
      subscribe: (topic) => ({ type: 'subscribe', filter: topic }),
      isSubscribed: (message) => textOf(message['type']) === 'subscribed',
      onUpload: { topic: 'content.uploaded', idOf: (message) => message['event']?.['data']?.['essayId'] },
      ping: {
        message: (id) => ({ type: 'ping', id }),
        isPong: (message, id) => textOf(message['type']) === 'pong' && textOf(message['id']) === id,
      },
      refusal: { status: 401 },
      foreignOrigin: { origin: 'https://elsewhere.example', refusal: { status: 403 } },
    }),
    database,
    storage: objectStore({
      service: 'storage',
      expiresIn: 2,
      uploads: { key: (id) => `${memberSchool}/${id}`, checksum: md5ETag },
    }),
    subscription: plans,
    usage,
    webhooks: hooks,
    events: redisEvents({
      service: 'redis',
      streams: true,
      copies: {
        key: (event) => `events:${textOf(event['event_type'])}:${textOf(event['event_id'])}`,
        ttl: 7 * 24 * 60 * 60,
      },
      caused: {
        by: 'upload',
        channel: 'events:content.uploaded',
        idOf: (event) => event['data']?.['essayId'],
        correlationIdOf: (event) => event['correlation_id'],
        reaches: {
          service: 'notifier',
          at: 'notifications',
          correlationIdOf: (message) => message['event']?.['correlation_id'],
        },
      },
      failing: {
        service: 'notifier',
        channel: 'events:assessment.progress',
        message: incompleteEvent,
        retries: { times: 3, base: 100 },
        deadLetters: {
          at: 'dlq:events:assessment.progress',
          reasonOf: (letter) => letter['reason'],
          attemptsOf: (letter) => letter['attempts'],
        },
      },
    }),
    web: {
      service: 'gateway',
      budget: { firstByte: 500, largestPaint: 1_000 },
      signIn: SignInFormPage,
      home: MastheadPage,
      upload: EssaysPage,
      result: AssessmentPage,
      pages,
    },
  },

  security: {
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
  },

  seed: seededQuestions,
});

/** What the control port tells of the platform's processes. */
function processes({ seedMs, services }: Json): unknown {
  const told = [services ?? []].flat().map(({ name, readyMs, peakMemoryBytes }: Json) => {
    return [textOf(name), { startMs: readyMs, peakMemoryBytes }] as const;
  });
  return { seedMs, services: Object.fromEntries(told) };
}

/** The titles of a ranking, best first. */
function ranked(ranking: unknown): unknown {
  return Array.isArray(ranking) ? ranking.map((entry: { readonly title?: unknown }) => entry.title) : undefined;
}
