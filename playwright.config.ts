import { rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, join } from 'node:path';
import { defineConfig, type PlaywrightTestConfig, type ReporterDescription } from '@playwright/test';
import { readConfiguration, startsHere } from './lib/run/configuration.js';
import { runFolder, createFolder, newRunId } from './lib/run/folder.js';
import { hasWindows, isRun, isServed } from './lib/run/invocation.js';
import { readyAddress } from './lib/run/own-platform.js';
import { processEnvironment } from './lib/run/process-environment.js';
import { ROOT } from './lib/run/root.js';
import { temporaryPath } from './lib/run/temporary.js';
import { OPTIONS_OF_NO_PAGE, PAGE_OPTIONS } from './fixtures/page-options.js';
import { findBrowser } from './setup/browser.js';

const isMainProcess = process.env['TEST_WORKER_INDEX'] === undefined;
const recording = isRun(process.argv);
const served = isServed(process.argv);
const temporaryBefore = process.env['TMPDIR'];

// One name for the run, known to the workers and the reporter from the start, whatever happens in between. Whoever serves an
// editor reads this file again and again.
if (isMainProcess && (recording || (served && process.env['SMOKE_RUN_ID'] === undefined))) {
  process.env['SMOKE_RUN_ID'] = newRunId(new Date());
  process.env['SMOKE_RUN_BEGUN'] = String(Date.now());
}
const folder = runFolder(ROOT, process.env['SMOKE_RUN_ID'] ?? 'none');
if (isMainProcess && served) {
  createFolder(folder);
  process.once('exit', () => rmSync(folder.path, { recursive: true, force: true }));
}
if (isMainProcess && recording) {
  createFolder(folder);
  // What the workers load late is compiled once, not in each run: the runner's own default lies in TMPDIR, which now moves.
  process.env['PLAYWRIGHT_TRANSFORM_CACHE_DIR'] ??= join(tmpdir(), `playwright-transform-cache-${userInfo().uid}`);
  // From Node 22 on: each worker loads the same three hundred modules.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), `node-compile-cache-${userInfo().uid}`);
  // What a killed run leaves behind stays in its own folder, where it can be found and deleted.
  process.env['TMPDIR'] = temporaryPath(folder.temporary, basename(folder.path));
  // The runner ends in order on SIGINT only; a cancelled job or a stopped pod sends SIGTERM.
  process.once('SIGTERM', () => process.kill(process.pid, 'SIGINT'));
}

const { definition, environment, options, problems } = await readConfiguration(ROOT, processEnvironment(), {
  beforeStart: true,
});
const { action = 3_000, test: testTimeout = 15_000 } = definition?.timeouts ?? {};

/** The platform, when it is ours to start and nothing is wrong with what it is told. */
function webServer(): Pick<PlaywrightTestConfig, 'webServer'> {
  if (definition?.start === undefined || problems.length > 0 || !startsHere(definition, environment)) return {};
  const ready = readyAddress(definition, environment);
  if (ready === undefined) return {};
  if (isMainProcess && recording) console.log(`firstlight  ${definition.name} is started, unless it stands already`);
  return {
    webServer: {
      command: definition.start.command,
      url: ready.href,
      reuseExistingServer: true,
      timeout: definition.start.timeout ?? 60_000,
      // The default kills a database in the middle of its work.
      gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
      env: temporaryBefore === undefined ? {} : { TMPDIR: temporaryBefore },
      // It prints whom one can sign in as.
      stdout: options.verbose ? 'pipe' : 'ignore',
      stderr: 'pipe',
    },
  };
}

// Ours stands first: it names the verdict, and its exit code is the run's.
const reporter: ReporterDescription[] = recording
  ? [
      ['./reporters/firstlight.ts'],
      ['list'],
      ['html', { open: 'never', outputFolder: folder.playwrightReport }],
      ['allure-playwright', { resultsDir: folder.allureResults, detail: false, suiteTitle: false }],
    ]
  : [['./reporters/firstlight.ts'], ['list']];

// Without a browser a trace holds no more than the steps, which every report has.
const WITHOUT_BROWSER = { ...PAGE_OPTIONS, ...OPTIONS_OF_NO_PAGE, trace: 'off' } as const;

export default defineConfig({
  testDir: '.',
  outputDir: folder.artifacts,
  globalSetup: './global-setup.ts',
  // By files: a worker that asks the runner for each check waits for its reporters.
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  workers: 2,
  timeout: options.timeout ?? testTimeout,
  expect: { timeout: action },
  reporter,
  use: {
    ...PAGE_OPTIONS,
    actionTimeout: action,
    navigationTimeout: action,
    // No film strip: docs/adr/0007-no-film-strip.md.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: { mode: 'only-on-failure' },
    launchOptions: {
      ...findBrowser(process.env, { windows: hasWindows(process.argv) })?.launch,
      args: ['--disable-background-networking'],
    },
  },
  ...webServer(),
  // Only `smoke` depends on others: a project that did not run because of another would not say why; the gate does.
  projects: [
    // First what has one worker only, the longest before all others: the second worker does the rest meanwhile.
    { name: 'browser', testDir: 'e2e/journeys', workers: 1 },
    { name: 'websocket', testDir: 'api/notifications', workers: 1, use: WITHOUT_BROWSER },
    { name: 'preflight', testDir: 'api/config', use: WITHOUT_BROWSER },
    { name: 'health', testDir: 'api/health', use: WITHOUT_BROWSER },
    {
      name: 'api',
      testDir: 'api',
      use: WITHOUT_BROWSER,
      testMatch: 'api/{services,storage,database,events,security}/**/*.spec.ts',
      // Runs last and alone, also after a red: the one place where a rate limit is used up.
      teardown: 'disruptive',
    },
    { name: 'a11y', testDir: 'e2e/a11y', workers: 1 },
    { name: 'workflows', testDir: 'api', testMatch: 'api/workflows/**/*.spec.ts', use: WITHOUT_BROWSER },
    { name: 'disruptive', testDir: 'api', testMatch: 'api/disruptive/**/*.spec.ts', workers: 1, use: WITHOUT_BROWSER },
    {
      name: 'smoke',
      testDir: 'api',
      use: WITHOUT_BROWSER,
      testMatch: 'api/smoke.spec.ts',
      dependencies: ['preflight', 'health', 'api', 'websocket', 'browser'],
    },
  ],
});
