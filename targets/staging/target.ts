import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http } from '../../lib/target/services.js';

/**
 * A deployment of which only the environment knows anything: one public address with a health route. It is a start;
 * docs/targets.md says how a target grows by services, accounts and capabilities.
 */
export default defineTarget({
  name: 'staging',
  environment: env.text('SMOKE_ENV', 'staging'),
  origin: env.url('SMOKE_ORIGIN'),
  grants: env.grants('SMOKE_GRANTS'),
  access: { ca: env.optionalFile('SMOKE_CA') },
  services: { origin: http({ health: '/healthz', critical: true, budget: { p95: 1_000 } }) },
});
