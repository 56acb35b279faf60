import { defineConfig } from '@playwright/test';
import { findBrowser } from '../../setup/browser.js';

const folder = process.env['LEAKS_FOLDER'] ?? 'stock';

/** The same without anything that hides. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: 'stock.spec.ts',
  outputDir: `${folder}/artifacts`,
  fullyParallel: true,
  workers: 1,
  reporter: [
    ['list'],
    ['html', { open: 'never', outputFolder: `${folder}/playwright-report` }],
    ['junit', { outputFile: `${folder}/junit.xml` }],
    ['allure-playwright', { resultsDir: `${folder}/allure-results`, detail: false, suiteTitle: false }],
  ],
  use: {
    baseURL: process.env['SMOKE_ORIGIN'] ?? '',
    trace: 'on',
    screenshot: 'on',
    launchOptions: { ...findBrowser()?.launch, args: ['--disable-background-networking'] },
  },
});
