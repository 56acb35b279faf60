import * as z from 'zod';
import { readConfig, settings } from '../../kernel/config.js';
import { startService } from '../../kernel/service.js';
import { exchange } from './exchange.js';
import { registerFeedProxy } from './feed-proxy.js';
import { describeApi } from './openapi.js';
import { registerPages } from './pages.js';
import { registerProtection } from './protection.js';
import { registerProxy } from './proxy.js';
import { listenSecurely, redirectToSecure, secureSettings } from './secure-listener.js';
import { registerSession } from './session-routes.js';
import { type Upstream, upstreamsFrom } from './upstreams.js';

const config = readConfig({
  BUILD: settings.service.BUILD,
  ...settings.upstreams,
  ...settings.origins,
  ...secureSettings,
  REQUESTS_PER_SECOND: z.coerce.number().int().positive().default(400),
  // It is written anew for each who asks.
  DESCRIPTIONS_PER_SECOND: z.coerce.number().int().positive().default(30),
});
const { PUBLIC_ORIGIN: publicOrigin, SECURE_ORIGIN: secureOrigin } = config;
const ownOrigins = [publicOrigin, secureOrigin];
const upstreams = upstreamsFrom(config);

function upstream(name: Upstream['name']): Upstream {
  const found = upstreams.find((each) => each.name === name);
  if (!found) throw new Error(`There is no upstream called ${name}.`);
  return found;
}

async function requireReady(service: Upstream): Promise<void> {
  const { statusCode, body } = await exchange(service, { method: 'GET', path: '/healthz/ready', headers: {} });
  await body.dump();
  if (statusCode !== 200) throw new Error(`its readiness is ${statusCode}`);
}

await startService({
  name: 'gateway',
  // Without identity nobody can sign in; without one of the others a part of the platform still works.
  checks: { identity: () => requireReady(upstream('identity')) },
  optionalChecks: {
    content: () => requireReady(upstream('content')),
    assessment: () => requireReady(upstream('assessment')),
    notifier: () => requireReady(upstream('notifier')),
    account: () => requireReady(upstream('account')),
  },
  // The services' own checks take up to a second; what they find should arrive.
  checkTimeoutMs: 1_500,
  // Above what the services accept, so that their own answer to a large body is the usual one.
  bodyLimit: 8 * 1_048_576,
  register: async (app) => {
    await registerProtection(app, { ownOrigins, requestsPerSecond: config.REQUESTS_PER_SECOND });
    const seldom = { rateLimit: { max: config.DESCRIPTIONS_PER_SECOND } };
    app.get('/openapi.json', { config: seldom }, async () => describeApi(upstreams, ownOrigins, config.BUILD));
    registerSession(app, upstream('identity'), ownOrigins);
    registerFeedProxy(app, upstream('notifier'), ownOrigins);
    await app.register(registerProxy, { upstreams, ownOrigins });
    await app.register((pages) => registerPages(pages, ownOrigins));
    await listenSecurely(app, config);
    await redirectToSecure(app, config);
  },
});
