import { availableParallelism } from 'node:os';
import { report } from './report.js';
import { firstLook } from './first-look.js';
import { playwright } from './runner.js';
import { type RunArguments, isWhole, selectionOptions, variablesFor } from './selection.js';

/** Verifies a deployment; the exit code is the runner's, which is the verdict's. */
export async function run(asked: RunArguments): Promise<number> {
  const known = isWhole(asked) && asked.keepGoing !== true ? await firstLook(asked) : undefined;
  if (known !== undefined) return known;
  const workers = asked.parallel === true ? availableParallelism() : asked.workers;
  const options = [...selectionOptions(asked), ...(workers === undefined ? [] : [`--workers=${workers}`])];
  const { code } = await playwright(['test', ...options], variablesFor(asked));
  if (asked.report === true) await report({ allure: true });
  return code;
}
