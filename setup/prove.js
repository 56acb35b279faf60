import { spawnSync } from 'node:child_process';
import { findBrowser } from './browser.js';
import { findKcat } from './brokers.js';
import { findRedis } from './redis.js';

/** @import { Need } from './plan.js' */

const START_MS = 20_000;

/**
 * Starts once what was installed: a browser without its libraries is there, but of no use.
 * @type {Record<Need, () => Promise<string | undefined>>} each gives what is wrong, if anything is
 */
export const PROVE = {
  browser: async () => {
    const { chromium } = await import('@playwright/test');
    try {
      const started = await chromium.launch({ ...findBrowser()?.launch, timeout: START_MS });
      await started.close();
      return undefined;
    } catch (error) {
      return `it does not start: ${error instanceof Error ? error.message : String(error)}`;
    }
  },
  redis: async () => starts(findRedis(), ['--version']),
  // What the server runs on; the server itself would begin to serve.
  rabbitmq: async () => starts('erl', ['-noshell', '-eval', 'halt().']),
  kcat: async () => starts(findKcat(), ['-V']),
};

/**
 * @param {string | undefined} program
 * @param {readonly string[]} args
 */
function starts(program, args) {
  const { status, stderr } = spawnSync(program ?? '', [...args], { encoding: 'utf8', timeout: START_MS });
  return status === 0 ? undefined : `it does not start: ${stderr}`;
}
