import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { findOnPath } from './executables.js';

/** @import { Machine } from './plan.js' */
/** @import { Environment } from './browser.js' */

const MANAGERS = /** @type {const} */ (['apt-get', 'dnf', 'brew']);

/**
 * What this machine offers to install things with.
 * @param {Environment} environment
 * @returns {Promise<Machine>}
 */
export async function observeMachine(environment) {
  const searchPath = environment['PATH'] ?? '';
  return {
    manager: MANAGERS.find((name) => findOnPath([name], searchPath) !== undefined),
    rights: observeRights(searchPath),
    isUbuntu: /^ID=ubuntu$/m.test(readOr('', '/etc/os-release')),
    playwrightAnswers: await observeDownloads(environment),
  };
}

/**
 * @param {string} searchPath
 * @returns {Machine['rights']}
 */
function observeRights(searchPath) {
  if (process.getuid?.() === 0) return 'root';
  if (findOnPath(['sudo'], searchPath) === undefined) return 'none';
  return spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore', timeout: 5000 }).status === 0 ? 'sudo' : 'none';
}

/**
 * Without this question a machine that cannot reach the host would first install a hundred packages for a browser that
 * never comes. A mirror or a proxy of the user's own is trusted unseen.
 * @param {Environment} environment
 */
async function observeDownloads(environment) {
  if (environment['PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD']) return false;
  if (environment['PLAYWRIGHT_DOWNLOAD_HOST'] || environment['HTTPS_PROXY'] || environment['https_proxy']) return true;
  return fetch('https://cdn.playwright.dev', { method: 'HEAD', signal: AbortSignal.timeout(4000) }).then(
    () => true,
    () => false,
  );
}

/**
 * @param {string} otherwise
 * @param {string} path
 */
function readOr(otherwise, path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}
