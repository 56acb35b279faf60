import { account } from '../../lib/target/accounts.js';
import { passwordLogin } from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http, postgres } from '../../lib/target/services.js';

export default defineTarget({
  name: 'leaks',
  environment: 'development',
  origin: env.url('SMOKE_ORIGIN'),
  access: { headers: { 'x-app': env.secret('SMOKE_LEAK_HEADER') } },
  services: {
    api: http({ health: '/healthz', critical: true }),
    store: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
  },
  // Its page sends what it types.
  grants: ['writes'],
  accounts: { member: account({ email: 'ann@leaks.example', password: env.secret('SMOKE_MEMBER_PASSWORD') }) },
  capabilities: {
    auth: passwordLogin({
      path: '/login',
      body: ({ email, password }) => ({ email, password }),
      token: (body) => body['access_token'],
      protectedPath: '/me',
    }),
  },
});
