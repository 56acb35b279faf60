import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';
import { byFirstMessage, passwordLogin, webSocketFeed } from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { textOf } from '../../lib/target/json.js';
import { http, postgres, redis, s3 } from '../../lib/target/services.js';

const { HOSTILE_REBOUND = 'rebound.invalid:1', HOSTILE_HOSTS } = process.env;

// The name leads to the deployment when the run begins, and to another machine from then on.
const lookup = dns.lookup;
const rebinding = (
  name: string,
  options: dns.LookupOptions,
  settle: (error: Error | null, found: unknown, family?: number) => void,
) => {
  if (!HOSTILE_REBOUND.startsWith(`${name}:`)) return lookup(name, options, settle);
  const address = process.env['TEST_WORKER_INDEX'] === undefined ? '127.0.0.1' : '127.0.0.2';
  return options.all === true ? settle(null, [{ address, family: 4 }]) : settle(null, address, 4);
};
Object.assign(dns, { lookup: rebinding });
syncBuiltinESMExports();

/** A deployment whose checks and pages try to change it, whatever they may. */
export default defineTarget({
  name: 'hostile-writes',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  access: { ca: env.optionalFile('SMOKE_CA') },
  grants: env.grants('SMOKE_GRANTS'),
  hosts: [HOSTILE_REBOUND, ...(HOSTILE_HOSTS === undefined ? [] : [HOSTILE_HOSTS])],
  services: {
    shop: http({ health: '/healthz', critical: true }),
    database: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    keys: redis({ url: env.secret('SMOKE_REDIS_URL') }),
    store: s3({ url: env.url('SMOKE_STORAGE_URL') }),
  },
  capabilities: {
    auth: passwordLogin({
      path: '/login',
      body: ({ email, password }) => ({ email, password }),
      token: (body) => body['access_token'],
      protectedPath: '/me',
    }),
    notifications: webSocketFeed({
      url: '/ws',
      authenticate: byFirstMessage((token) => ({ token })),
      isReady: (message) => textOf(message['type']) === 'welcome',
      onUpload: { topic: 'uploads', idOf: (message) => message['id'] },
      refusal: { status: 401 },
    }),
  },
});
