import { defineConfig } from '@playwright/test';
import suite from '../../playwright.config.js';

const root = `${import.meta.dirname}/../..`;

/** The suite's own configuration, with everything recorded, for a spec that leaks. */
export default defineConfig({
  ...suite,
  testDir: import.meta.dirname,
  globalSetup: `${root}/global-setup.ts`,
  reporter: [[`${root}/reporters/firstlight.ts`], ...(Array.isArray(suite.reporter) ? suite.reporter.slice(1) : [])],
  use: { ...suite.use, baseURL: process.env['SMOKE_ORIGIN'] ?? '', trace: 'on', screenshot: 'on' },
  projects: [{ name: 'leaks', testMatch: 'leak.spec.ts', workers: 1 }],
});
