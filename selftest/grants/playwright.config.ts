import { defineConfig } from '@playwright/test';
import suite from '../../playwright.config.js';

const root = `${import.meta.dirname}/../..`;

/** The suite's own configuration, for checks that try to do what they may not. */
export default defineConfig({
  ...suite,
  testDir: import.meta.dirname,
  globalSetup: `${root}/global-setup.ts`,
  reporter: [[`${root}/reporters/firstlight.ts`], ['list']],
  use: {
    ...suite.use,
    baseURL: process.env['SMOKE_ORIGIN'] ?? '',
    ignoreHTTPSErrors: process.env['SMOKE_CA'] !== undefined,
    trace: 'off',
    screenshot: 'off',
  },
  projects: [{ name: 'hostile', testMatch: 'hostile.spec.ts' }],
});
