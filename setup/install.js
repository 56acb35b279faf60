import { observeMachine } from './machine.js';
import { attemptsFor, lineToType } from './plan.js';
import { PROVE } from './prove.js';
import { runBounded } from './run-bounded.js';

/** @import { Attempt, Need } from './plan.js' */
/** @import { Outcome } from './run-bounded.js' */

/**
 * @typedef {object} Tools
 * @property {Record<Need, () => string | undefined>} find
 * @property {(need: Need, text: string) => void} say
 * @property {string} root the folder of this clone
 */

/**
 * Installs what is missing and proves that it starts; where it cannot, says what to type.
 * @param {readonly Need[]} missing
 * @param {Tools} tools
 * @returns {Promise<boolean>} whether everything is there now
 */
export async function install(missing, tools) {
  const machine = await observeMachine(process.env);
  /** @type {Need[]} */
  const stillMissing = [];
  for (const need of missing) {
    if (!(await tryEach(need, attemptsFor(need, machine), tools))) stillMissing.push(need);
  }
  if (stillMissing.length === 0) return true;
  console.error(`\n${stillMissing.join(' and ')}: not found, and not to be installed from here. Please type:\n`);
  console.error(`  ${lineToType(stillMissing, machine)}\n`);
  return false;
}

/**
 * @param {Need} need
 * @param {readonly Attempt[]} attempts
 * @param {Tools} tools
 * @returns {Promise<boolean>}
 */
async function tryEach(need, attempts, tools) {
  for (const attempt of attempts) {
    tools.say(need, `not found; trying ${attempt.how}, which may take a minute`);
    const outcome = await run(attempt, tools.root);
    const found = tools.find[need]();
    const flaw = found === undefined ? whyNot(outcome) : await PROVE[need]();
    if (flaw === undefined) {
      tools.say(need, `${found} (installed by ${attempt.how})`);
      return true;
    }
    tools.say(need, `that did not work: ${flaw.replaceAll('\n', '\n         ')}`);
  }
  return false;
}

/**
 * @param {Outcome} outcome
 */
function whyNot(outcome) {
  return outcome.ok ? 'it ended well, but left nothing that can be found' : outcome.why;
}

/**
 * @param {Attempt} attempt
 * @param {string} cwd
 * @returns {Promise<Outcome>}
 */
async function run({ commands }, cwd) {
  for (const { argv, seconds, mayFail } of commands) {
    const outcome = await runBounded(argv, { seconds, cwd, onProgress });
    if (!outcome.ok && !mayFail) return outcome;
  }
  return { ok: true };
}

/**
 * @param {number} seconds
 * @param {string} lastLine
 */
function onProgress(seconds, lastLine) {
  console.log(`         ${String(seconds).padStart(3)} s  ${lastLine.slice(0, 90)}`);
}
