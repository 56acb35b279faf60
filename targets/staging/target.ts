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
  access: { ca: env.optionalFile('SMOKE_CA') },
  build: {
    path: env.optionalPath('SMOKE_BUILD_PATH'),
    field: env.text('SMOKE_BUILD_FIELD', 'build'),
    expect: env.optional('SMOKE_EXPECT_BUILD'),
  },
  grants: env.grants('SMOKE_GRANTS'),
  services: {
    origin: http({ health: env.path('SMOKE_HEALTH_PATH', '/healthz'), critical: true, budget: { p95: 1_000 } }),
  },
});
