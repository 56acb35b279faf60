/**
 * Finds what the suite needs from the machine, or installs it: a browser, a Redis for the embedded platform, and the brokers
 * of their own test. `node setup/ensure.js [browser] [redis] [rabbitmq] [kcat]`; without words, what the chosen target needs.
 * Exit code 2: it could not.
 *
 * Plain JavaScript without packages: it runs before every command and must cost next to nothing.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findKcat, findRabbitmq } from './brokers.js';
import { findBrowser } from './browser.js';
import { isExecutable } from './executables.js';
import { findRedis } from './redis.js';

/** @import { Need } from './plan.js' */

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @type {Record<Need, () => string | undefined>} */
const FIND = {
  browser: () => {
    const browser = findBrowser();
    return browser && [browser.name, browser.launch.executablePath].filter(Boolean).join(', ');
  },
  redis: () => findRedis(),
  rabbitmq: () => findRabbitmq(),
  kcat: () => findKcat(),
};

process.exitCode = await ensure(wanted(process.argv.slice(2)));

/**
 * @param {readonly Need[]} needs
 * @returns {Promise<number>} the exit code
 */
async function ensure(needs) {
  const chosen = process.env['SMOKE_BROWSER']?.trim();
  if (chosen && needs.includes('browser') && !isExecutable(chosen)) {
    console.error(`browser  SMOKE_BROWSER is not a program that can be run: ${chosen}`);
    console.error('         e.g. SMOKE_BROWSER=/usr/bin/chromium');
    return 2;
  }
  const missing = needs.filter((need) => {
    const found = FIND[need]();
    if (found !== undefined) say(need, found);
    return found === undefined;
  });
  if (missing.length === 0) return 0;
  const { install } = await import('./install.js');
  return (await install(missing, { find: FIND, say, root: ROOT })) ? 0 : 2;
}

/**
 * @param {readonly string[]} words
 * @returns {Need[]}
 */
function wanted(words) {
  const needs = /** @type {const} */ (['browser', 'redis', 'rabbitmq', 'kcat']);
  if (words.length > 0) return needs.filter((need) => words.includes(need));
  return startsReference() ? ['browser', 'redis'] : ['browser'];
}

/** A deployment that is already there brings its own Redis. */
function startsReference() {
  const { SMOKE_TARGET: target, SMOKE_ENV: environment } = process.env;
  const ofEnvironment = environment && existsSync(join(ROOT, 'targets', environment)) ? environment : 'reference';
  return (target || ofEnvironment) === 'reference';
}

/**
 * @param {Need} need
 * @param {string} text
 */
function say(need, text) {
  console.log(`${need.padEnd(8)} ${text}`);
}
