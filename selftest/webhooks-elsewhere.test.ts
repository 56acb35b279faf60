import { createHmac, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePorts } from './platform.js';
import { suite } from './suite.js';
import { type Served, serve, TargetFolder } from './target-folder.js';

/** A shop that is as unlike the embedded platform as may be: nothing is uploaded, plans cannot be chosen, usage is one number. */
const TARGET = `import { passwordLogin, pagesByNumber, restResource, signedBody, subscription, usageInTotal, webhooks } from '../../lib/target/capabilities.js';
import { account } from '../../lib/target/accounts.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http } from '../../lib/target/services.js';

const act = { resource: 'orders' };
const person = (name) => account({ email: name, password: env.secret('SMOKE_PASSWORD') });

export default defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  grants: ['writes'],
  services: { shop: http({ health: '/healthz', critical: true }) },
  accounts: { member: person('member'), subscriber: person('subscriber') },
  capabilities: {
    auth: passwordLogin({ path: '/login', body: ({ email }) => ({ email }), token: (body) => body.token, protectedPath: '/me' }),
    resources: {
      orders: restResource({
        path: '/orders',
        id: (body) => body.id,
        example: (name) => ({ name }),
        nameOf: (order) => order.name,
        pages: pagesByNumber({ items: (body) => body }),
      }),
    },
    subscription: subscription({ path: '/me', plan: (body) => body.plan, current: 'free', limit: { act, allows: 3, status: 403 } }),
    usage: usageInTotal({ path: '/me', count: (body) => body.orders, act }),
    webhooks: webhooks({
      path: '/hooks',
      act,
      body: (hook) => ({ config: hook }),
      id: (body) => body.id,
      removePath: (id) => '/hooks/' + id,
      list: { path: '/hooks', items: (body) => body, url: (hook) => hook.config?.url },
      subject: (event) => event.order?.id,
      signature: signedBody('x-hub-signature-256', 'sha256='),
    }),
  },
});
`;

interface Thing {
  readonly id: string;
  readonly by: string;
  readonly name?: string;
  readonly config?: { readonly url: string; readonly secret: string };
}

const PLAN = { member: Infinity, subscriber: 3 } as const;
const orders = new Map<string, Thing>();
const hooks = new Map<string, Thing>();
let ordered = 0;

/** Each hook is told at once, whatever became of what it was told before. */
function tell(order: Thing): void {
  const body = JSON.stringify({ event: 'order.created', order });
  for (const { config: { url, secret } = { url: '', secret: '' } } of hooks.values()) {
    const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    // What nobody answers any more is no matter.
    fetch(url, { method: 'POST', body, headers: { 'x-hub-signature-256': signature } }).catch(() => undefined);
  }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, place = '', id = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
  const by = request.headers.authorization === 'Bearer token-of-subscriber' ? 'subscriber' : 'member';
  const things = place === 'orders' ? orders : hooks;
  const send = (status: number, body: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const sent = await text(request);
  if (place === 'healthz') return send(200, { status: 'ok' });
  if (place === 'login') return send(200, { token: `token-of-${JSON.parse(sent).email}` });
  if (place === 'me') return send(200, { plan: 'free', orders: ordered });
  if (request.method === 'GET') return send(200, [...things.values()]);
  if (request.method === 'DELETE') return send(things.delete(id) ? 204 : 404, {});
  if (place === 'orders' && [...orders.values()].filter((each) => each.by === by).length >= PLAN[by])
    return send(403, {});
  const thing: Thing = { id: randomUUID(), by, ...JSON.parse(sent) };
  things.set(thing.id, thing);
  if (place === 'orders') ordered += by === 'subscriber' ? 1 : 0;
  if (place === 'orders') tell(thing);
  return send(201, thing);
}

let target: TargetFolder;
let shop: Served;

beforeAll(async () => {
  target = new TargetFolder(TARGET);
  shop = await serve((request, response) => void answer(request, response));
});

afterAll(() => {
  shop.close();
  target.remove();
});

test('plans, usage and webhooks of a stranger are verified, as far as it states them', async () => {
  const port = await freePorts();
  const { results, output } = await suite(
    ['playwright', 'test', '--project=api', 'api/services/plans.spec.ts', 'api/services/webhooks.spec.ts'],
    {
      SMOKE_TARGET: target.name,
      SMOKE_ORIGIN: shop.origin,
      SMOKE_PASSWORD: 'p-7Qd2wZp9LxVt',
      // What a tunnel would pass on to the listener.
      SMOKE_LISTENER_URL: `http://localhost:${port}/passed-on/`,
      SMOKE_LISTENER: `127.0.0.1:${port}`,
    },
  );
  if (results === undefined) throw new Error(output);

  const became = Object.fromEntries(
    results.checks.map(({ id, outcome, reason }) => [id, outcome === 'failed' ? reason : outcome]),
  );
  expect(became).toMatchObject({
    'subscription > the plan of a member is the one that the target names': 'passed',
    'subscription > a chosen plan is shown': 'not-applicable',
    'subscription > a role without permission cannot choose a plan': 'not-applicable',
    'subscription > what goes beyond the limit of the plan is refused': 'passed',
    'subscription > a larger plan admits what a smaller one refused': 'not-applicable',
    'usage > what is done is counted exactly once': 'passed',
    'webhooks > a registered webhook is listed': 'passed',
    'webhooks > the secret of a webhook is not shown again': 'not-applicable',
    'webhooks > a role without permission cannot register a webhook': 'not-applicable',
    'webhooks > what happens is delivered with the signature of its webhook': 'passed',
    'webhooks > a delivery that was answered with 500 is tried again': 'not-applicable',
    'webhooks > an attempt that is repeated has the id of the first': 'not-applicable',
    'webhooks > a receiver can refuse a replay': 'not-applicable',
    'webhooks > deliveries come in the order of what happened, each once': 'not-applicable',
    'webhooks > a removed webhook is told nothing more': 'passed',
  });
  expect([orders.size, hooks.size]).toEqual([0, 0]);
});
