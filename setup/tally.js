/**
 * `node setup/tally.js install=0 check=0 test=1 ...`: what the steps of a CI run come to, as one line and an exit code.
 * The counts come from what the steps wrote: `TEST_RESULTS` and `BROKERS_RESULTS` (vitest, JSON), `SMOKE_RESULTS` (results.json).
 * Without packages: it must speak also when nothing could be installed.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts
 * @typedef {{ readonly name: string, readonly code: number }} Step
 */

/** @type {Counts} */
const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report
 * @returns {Counts}
 */
export function countsOfTests(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * A blocked check counts as a failed one, as it does in the verdict.
 * @param {{ tests: Record<'passed' | 'failed' | 'flaky' | 'blocked' | 'unverified' | 'not_applicable', number> }} results
 * @returns {Counts}
 */
export function countsOfChecks({ tests }) {
  return {
    passed: tests.passed,
    failed: tests.failed + tests.flaky + tests.blocked,
    skipped: tests.unverified + tests.not_applicable,
  };
}

/**
 * The tests that failed, each with the first line of why; a file that could not be run is one.
 * @param {{ testResults: readonly { name: string, status: string, message: string, assertionResults: readonly { fullName: string, status: string, failureMessages?: readonly string[] | null }[] }[] }} report
 * @returns {string[]}
 */
export function redTests({ testResults }) {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const red = assertionResults.filter((test) => test.status === 'failed');
    if (red.length === 0 && status === 'failed') return [lineOf(name, message)];
    return red.map(({ fullName, failureMessages }) => lineOf(fullName, failureMessages?.[0]));
  });
}

/**
 * The checks that failed or were blocked, each with the first line of why.
 * @param {{ checks: readonly { id: string, outcome: string, reason: string | null }[] }} results
 * @returns {string[]}
 */
export function redChecks({ checks }) {
  return checks
    .filter(({ outcome }) => ['failed', 'flaky', 'blocked'].includes(outcome))
    .map(({ id, outcome, reason }) => lineOf(`${id} (${outcome})`, reason));
}

/**
 * @param {string} what
 * @param {string | null | undefined} why
 */
const lineOf = (what, why) => `${what}: ${(why ?? '').trim().split('\n')[0] ?? ''}`;

/**
 * Adds up what ran. A step that failed without a failed test to show for it, or that should have run tests and ran
 * none, counts as one failure: the line must never look green when a step was not. Pure.
 * @param {readonly Step[]} steps that were begun
 * @param {Readonly<Record<string, Counts | undefined>>} counts by step, for the steps that run tests
 * @returns {Counts}
 */
export function tally(steps, counts) {
  return steps.map((step) => countsOf(step, counts)).reduce(add, NOTHING);
}

/**
 * @param {Step} step
 * @param {Readonly<Record<string, Counts | undefined>>} counts
 * @returns {Counts}
 */
function countsOf({ name, code }, counts) {
  const own = counts[name] ?? NOTHING;
  const ranNothing = name in counts && own.passed + own.failed === 0;
  const failedUnseen = own.failed === 0 && (code !== 0 || ranNothing);
  return failedUnseen ? add(own, { ...NOTHING, failed: 1 }) : own;
}

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * @template Content, Read
 * @param {string | undefined} path
 * @param {(content: Content) => Read} read
 * @returns {Read | undefined}
 */
function fromFile(path, read) {
  try {
    return read(JSON.parse(readFileSync(path ?? '', 'utf8')));
  } catch {
    return undefined;
  }
}

function main() {
  const steps = process.argv.slice(2).map((argument) => {
    const [name = '', code] = argument.split('=');
    return { name, code: Number(code) };
  });
  const { TEST_RESULTS: test, BROKERS_RESULTS: brokers, SMOKE_RESULTS: smoke } = process.env;
  const { passed, failed, skipped } = tally(steps, {
    test: fromFile(test, countsOfTests),
    brokers: fromFile(brokers, countsOfTests),
    smoke: fromFile(smoke, countsOfChecks),
  });
  // Once more, where one looks first: what was printed meanwhile fills a thousand lines.
  for (const line of [fromFile(test, redTests), fromFile(brokers, redTests), fromFile(smoke, redChecks)].flat()) {
    if (line !== undefined) console.log(`red: ${line}`);
  }
  const red = steps.filter(({ code }) => code !== 0).map(({ name }) => name);
  if (red.length > 0) console.log(`=== failed: ${red.join(', ')}`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
