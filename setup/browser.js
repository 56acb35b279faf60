import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { findOnPath, isExecutable } from './executables.js';

/**
 * A browser on this machine: a name to show, and what Playwright's `launchOptions` need to start it.
 * @typedef {{ readonly name: string, readonly launch: { readonly executablePath?: string, readonly channel?: string } }} Browser
 */

/**
 * @typedef {Readonly<Record<string, string | undefined>>} Environment
 */

/** A Chromium that has no windows; it takes a third less of the processor. */
const WITHOUT_WINDOWS = 'chromium-headless-shell';

const SYSTEM_BROWSERS = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser'];

const APPLICATIONS = [
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * The browser that the checks run in: the one that `SMOKE_BROWSER` names, else Playwright's own, else the system's.
 * Looks at files only and starts no process, so that a configuration may call it. What `SMOKE_BROWSER` names is not
 * questioned here: whoever starts it says what is wrong with it.
 * @param {Environment} [environment]
 * @param {{ readonly windows?: boolean }} [wants] whether somebody wants to watch it
 * @returns {Browser | undefined}
 */
export function findBrowser(environment = process.env, { windows = false } = {}) {
  const chosen = environment['SMOKE_BROWSER']?.trim();
  if (chosen) return { name: 'SMOKE_BROWSER', launch: { executablePath: resolve(chosen) } };
  return playwrightBrowser(environment) ?? systemBrowser(environment, windows);
}

/**
 * @param {Environment} environment
 * @returns {Browser | undefined}
 */
function playwrightBrowser(environment) {
  const registry = registryFolder(environment);
  const name = "Playwright's Chromium";
  if (isInstalled(registry, 'chromium-headless-shell')) return { name, launch: {} };
  // Without the headless shell, Playwright starts its full Chromium only when it is asked for by its channel.
  if (isInstalled(registry, 'chromium')) return { name, launch: { channel: 'chromium' } };
  return undefined;
}

/**
 * @param {Environment} environment
 * @param {boolean} windows
 * @returns {Browser | undefined}
 */
function systemBrowser(environment, windows) {
  const names = windows ? SYSTEM_BROWSERS : [WITHOUT_WINDOWS, ...SYSTEM_BROWSERS];
  const executablePath =
    findOnPath(names, environment['PATH'] ?? '') ?? APPLICATIONS.find((path) => isExecutable(path));
  return executablePath === undefined ? undefined : { name: "the system's browser", launch: { executablePath } };
}

/**
 * Playwright's registry, found as Playwright finds it. Asking Playwright itself would cost 0.3 s at every start.
 * @param {Environment} environment
 */
function registryFolder(environment) {
  const configured = environment['PLAYWRIGHT_BROWSERS_PATH'];
  if (configured === '0') return join(playwrightFolder(), '.local-browsers');
  if (configured) return resolve(environment['INIT_CWD'] ?? '', configured);
  return join(cacheFolder(environment), 'ms-playwright');
}

/**
 * @param {Environment} environment
 */
function cacheFolder(environment) {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return environment['XDG_CACHE_HOME'] || join(homedir(), '.cache');
}

/**
 * @param {string} registry
 * @param {string} browser
 */
function isInstalled(registry, browser) {
  const folder = `${browser.replaceAll('-', '_')}-${revisionOf(browser)}`;
  return existsSync(join(registry, folder, 'INSTALLATION_COMPLETE'));
}

/**
 * @param {string} browser
 * @returns {string}
 */
function revisionOf(browser) {
  /** @type {{ browsers: { name: string, revision: string }[] }} */
  const { browsers } = JSON.parse(readFileSync(join(playwrightFolder(), 'browsers.json'), 'utf8'));
  return browsers.find(({ name }) => name === browser)?.revision ?? 'unknown';
}

function playwrightFolder() {
  return dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
}
