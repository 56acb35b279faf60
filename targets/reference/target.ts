import { account } from '../../lib/target/accounts.js';
import { md5ETag, multipartUpload, openapi, objectStore } from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { ownInstance } from '../../lib/target/grants.js';
import { type Json, textOf } from '../../lib/target/json.js';
import { http, type HttpServiceOptions, postgres, redis, s3 } from '../../lib/target/services.js';
import { hooks, plans, usage } from './account.js';
import { AssessmentPage } from './assessment-page.js';
import { assignments } from './assignments.js';
import { auth } from './auth.js';
import { database } from './database.js';
import { EssaysPage } from './essays-page.js';
import { events } from './events.js';
import { lastLines } from './logs.js';
import { MastheadPage } from './masthead-page.js';
import { notifications } from './notifications.js';
import { pages } from './pages.js';
import { security } from './security.js';
import { memberSchool, seededAssessment, seededQuestions } from './seed.js';
import { SignInFormPage } from './sign-in-page.js';

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
    auth,
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
      assignments,
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
    notifications,
    database,
    storage: objectStore({
      service: 'storage',
      expiresIn: 2,
      uploads: { key: (id) => `${memberSchool}/${id}`, checksum: md5ETag },
    }),
    subscription: plans,
    usage,
    webhooks: hooks,
    events,
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

  security,

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
