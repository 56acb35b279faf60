import { spawn } from 'node:child_process';
import { stopGroup } from './stop-group.js';

const PROGRESS_EVERY_MS = 5000;
const KEPT_LINES = 4;

/**
 * @typedef {{ readonly ok: true } | { readonly ok: false, readonly why: string }} Outcome
 */

/**
 * Runs a command that may take long, and stops it with all that it started when its time is up.
 * @param {readonly string[]} argv
 * @param {{ seconds: number, cwd: string, onProgress?: (elapsedSeconds: number, lastLine: string) => void }} options
 * @returns {Promise<Outcome>}
 */
export async function runBounded(argv, { seconds, cwd, onProgress }) {
  const [command = '', ...rest] = argv;
  // A session of its own: it can be stopped as a whole, and has no terminal on which it could ask for a password.
  const child = spawn(command, rest, { cwd, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = keepLastLines(child);
  const startedAt = Date.now();
  const progress = setInterval(
    () => onProgress?.(Math.round((Date.now() - startedAt) / 1000), lines.at(-1) ?? ''),
    PROGRESS_EVERY_MS,
  );
  const releaseSignals = stopOnSignals(child);
  try {
    const end = await endOf(child, seconds);
    if (end === 'time is up') {
      await stopGroup(child.pid);
      return { ok: false, why: `not finished after ${seconds} s` };
    }
    if (end === 0) return { ok: true };
    return { ok: false, why: end instanceof Error ? end.message : lines.join('\n') || `exit code ${end}` };
  } finally {
    clearInterval(progress);
    releaseSignals();
    // A service that an installation has started may hold the pipes open for ever.
    child.stdout.destroy();
    child.stderr.destroy();
  }
}

/** @typedef {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} Child */

/**
 * @param {Child} child
 * @param {number} seconds
 * @returns {Promise<number | null | Error | 'time is up'>}
 */
function endOf(child, seconds) {
  return new Promise((resolve) => {
    const bound = setTimeout(() => resolve('time is up'), seconds * 1000);
    child.once('error', (error) => {
      clearTimeout(bound);
      resolve(error);
    });
    child.once('exit', (code) => {
      clearTimeout(bound);
      // Leaves what was written last the time to arrive.
      setTimeout(() => resolve(code), 20);
    });
  });
}

/**
 * @param {Child} child
 */
function keepLastLines(child) {
  /** @type {string[]} */
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      lines.push(...text.split(/[\r\n]+/).filter((line) => line.trim() !== ''));
      lines.splice(0, lines.length - KEPT_LINES);
    });
  }
  return lines;
}

/**
 * @param {Child} child
 * @returns {() => void} which leaves the signals alone again
 */
function stopOnSignals(child) {
  const stop = (/** @type {NodeJS.Signals} */ signal) => {
    void stopGroup(child.pid).then(() => process.exit(signal === 'SIGINT' ? 130 : 143));
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return () => process.off('SIGINT', stop).off('SIGTERM', stop);
}
