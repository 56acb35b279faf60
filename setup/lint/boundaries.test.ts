import { expect, test } from 'vitest';
import { violation } from './boundaries.js';

test.each([
  ['lib/probes/http.ts', '../report/results.js'],
  ['lib/probes/http.ts', 'undici'],
  ['api/health/service.spec.ts', '../../fixtures/test.js'],
  ['api/health/service.spec.ts', 'node:crypto'],
  ['e2e/upload.spec.ts', './contracts.js'],
  ['e2e/contracts.ts', '@playwright/test'],
  ['targets/shop/sign-in-page.ts', '@playwright/test'],
  ['targets/shop/target.ts', '../../lib/target/define.js'],
  ['fixtures/test/sign-in-as.ts', '../../lib/clients/session.js'],
  ['reporters/firstlight.ts', '../lib/verdict/decide.js'],
  ['selftest/faults.test.ts', '../lib/report/results.js'],
  ['reference/services/identity/main.ts', '../../kernel/service.js'],
  ['global-setup.ts', './lib/target/parse.js'],
])('%s may import %s', (file, source) => {
  expect(violation(file, source)).toBeUndefined();
});

test.each([
  ['lib/probes/http.ts', '../../fixtures/test.js'],
  ['lib/probes/http.ts', '@playwright/test'],
  ['lib/probes/http.ts', 'playwright-core'],
  ['api/health/service.spec.ts', '../../lib/probes/http.js'],
  ['api/health/service.spec.ts', '@playwright/test'],
  ['api/health/service.spec.ts', 'node:net'],
  ['e2e/upload.spec.ts', 'node:https'],
  ['e2e/upload.spec.ts', '../targets/shop/upload-page.js'],
  ['targets/shop/target.ts', '../../fixtures/test.js'],
  ['targets/shop/target.ts', '../../e2e/upload.spec.js'],
  ['fixtures/worker/target.ts', '../../targets/shop/target.js'],
  ['reporters/firstlight.ts', '../cli/run.js'],
  ['cli/run.ts', '../fixtures/test.js'],
  ['selftest/faults.test.ts', '../reference/faults/index.js'],
  ['selftest/faults.test.ts', '../lib/verdict/decide.js'],
  ['reference/main.ts', '../lib/target/env.js'],
  ['setup/ensure.js', '../lib/target/env.js'],
])('%s may not import %s', (file, source) => {
  expect(violation(file, source)).toContain(file.split('/')[0]);
});
