import { availableParallelism } from 'node:os';
import { CannotJudgeError } from '../lib/run/errors.js';
import { firstLook } from './first-look.js';
import { endingWith, type OwnPlatform, startOwnPlatform } from './own-platform.js';
import { report } from './report.js';
import { playwright } from './runner.js';
import { type RunArguments, isWhole, selectionOptions, variablesFor } from './selection.js';
import { settleNotStarted } from './settle.js';

/** Verifies a deployment; the exit code is the verdict's. */
export async function run(asked: RunArguments): Promise<number> {
  if (!isWhole(asked) || asked.keepGoing === true) return runChecks(asked);
  const startedAt = new Date();
  try {
    const platform = await startOwnPlatform(variablesFor(asked));
    return await lookThenRun(asked, platform).finally(platform?.stop);
  } catch (error) {
    if (error instanceof CannotJudgeError) return settleNotStarted(asked, startedAt, error);
    throw error;
  }
}

async function lookThenRun(asked: RunArguments, platform: OwnPlatform | undefined): Promise<number> {
  const look = (): Promise<number | undefined> => firstLook(asked, platform);
  const known = platform === undefined ? await look() : await endingWith(platform.stop, look);
  return known ?? runChecks(asked, platform === undefined ? {} : { SMOKE_STARTED_IN: platform.took.toFixed() });
}

async function runChecks(asked: RunArguments, variables: Readonly<Record<string, string>> = {}): Promise<number> {
  const workers = asked.parallel === true ? availableParallelism() : asked.workers;
  const options = [...selectionOptions(asked), ...(workers === undefined ? [] : [`--workers=${workers}`])];
  const { code } = await playwright(['test', ...options], { ...variablesFor(asked), ...variables });
  if (asked.report === true) await report({ allure: true });
  return code;
}
