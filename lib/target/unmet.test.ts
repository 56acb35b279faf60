import { expect, test } from 'vitest';
import {
  byQuery,
  type Capabilities,
  signedBody,
  subscription,
  usageInTotal,
  usageOfActs,
  webhooks,
  webSocketFeed,
} from './capabilities.js';
import { defineTarget } from './define.js';
import type { Problem } from './env.js';
import type { Json } from './json.js';
import { parseTarget } from './parse.js';
import { http } from './services.js';

const plans = subscription({
  path: '/plan',
  plan: (body) => body['name'],
  current: 'team',
  change: { usual: 'team', smaller: 'free', body: (plan) => ({ plan }), forbiddenStatus: 403 },
  limit: { allows: 3, status: 402 },
});

const hooks = webhooks({
  path: '/hooks',
  account: 'admin',
  body: ({ url, secret }) => ({ url, secret }),
  id: (body) => body['id'],
  removePath: (id) => `/hooks/${id}`,
  list: { path: '/hooks', items: (body) => body['hooks'], url: (item) => item['url'] },
  subject: (body) => body['id'],
  signature: signedBody('x-signature'),
  forbiddenStatus: 403,
});

function problemsOf(
  capabilities: Capabilities,
  environment: Readonly<Record<string, string>> = {},
): readonly Problem[] {
  const parsed = parseTarget(
    defineTarget({
      name: 'shop',
      environment: 'test',
      origin: new URL('http://shop.example'),
      services: { api: http({}) },
      capabilities,
    }),
    environment,
  );
  return parsed.ok ? [] : parsed.problems;
}

test('what is stated of plans, usage and webhooks needs accounts, and uploads to be tried with', () => {
  const problems = problemsOf({
    subscription: plans,
    usage: usageInTotal({ path: '/usage', count: (body) => body['n'] }),
    webhooks: hooks,
  });

  expect(problems.map(({ where, wrong }) => `${where} ${wrong}`)).toEqual([
    'capabilities.subscription.current is stated, but the target has no account `member`',
    'capabilities.subscription.change is stated, but the target has no account `subscriber`',
    'capabilities.subscription.change.forbiddenStatus is stated, but the target has no account `forbidden`',
    'capabilities.subscription.limit is stated, but the target has no account `subscriber`',
    'capabilities.subscription.limit is stated, but the target declares no `uploads`',
    'capabilities.usage is stated, but the target has no account `subscriber`',
    'capabilities.usage is stated, but the target declares no `uploads`',
    'capabilities.webhooks is stated, but the target has no account `admin`',
    'capabilities.webhooks.forbiddenStatus is stated, but the target has no account `forbidden`',
    'capabilities.webhooks is stated, but the target declares no `uploads`',
  ]);
});

test('what is done instead of an upload must be an item of a resource that there is', () => {
  const act = { resource: 'orders' };
  const onAct = { act, topic: 'orders', idOf: (message: Json) => message['id'] };
  const notifications = webSocketFeed({ url: '/feed', authenticate: byQuery(), refusal: { status: 401 }, onAct });
  const problems = problemsOf({ webhooks: { ...hooks, act }, notifications });

  expect(problems.map(({ where, wrong }) => `${where} ${wrong}`)).toEqual(
    expect.arrayContaining([
      'capabilities.webhooks is stated, but the target has no resource `orders`',
      'capabilities.notifications.onAct is stated, but the target has no resource `orders`',
    ]),
  );
});

test('a feed that tells of uploads may belong to a platform whose uploads nobody has described', () => {
  const onUpload = { topic: 'files', idOf: (message: Json) => message['id'] };
  const notifications = webSocketFeed({ url: '/feed', authenticate: byQuery(), refusal: { status: 401 }, onUpload });

  expect(problemsOf({ notifications })).toEqual([]);
});

test('usage of single acts is told to members, unless stated otherwise', () => {
  const problems = problemsOf({ usage: usageOfActs({ path: (id) => `/usage/${id}`, count: (body) => body['n'] }) });

  expect(problems[0]?.wrong).toContain('no account `member`');
});

const placesOfListener = (environment: Readonly<Record<string, string>>): readonly string[] =>
  problemsOf({ webhooks: hooks }, environment)
    .filter(({ wrong }) => !wrong.startsWith('is stated'))
    .map(({ where }) => where);

test('a listener is where the environment says, and what is passed on to it needs a fixed port', () => {
  expect(placesOfListener({})).toEqual([]);
  expect(placesOfListener({ SMOKE_LISTENER: '9000' })).toEqual(['SMOKE_LISTENER']);
  expect(placesOfListener({ SMOKE_LISTENER: '127.0.0.1:70000' })).toEqual(['SMOKE_LISTENER']);
  expect(placesOfListener({ SMOKE_LISTENER_URL: 'https://hooks.example' })).toEqual(['capabilities.webhooks.listener']);
  expect(placesOfListener({ SMOKE_LISTENER_URL: 'https://hooks.example', SMOKE_LISTENER: '0.0.0.0:9000' })).toEqual([]);
  expect(placesOfListener({ SMOKE_LISTENER: '[::1]:9000' })).toEqual([]);
});
