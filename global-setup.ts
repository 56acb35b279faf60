import { join } from 'node:path';
import type { FullConfig } from '@playwright/test';
import { keepSecrets, KEY_VARIABLE } from './lib/redact/run-secrets.js';
import { secretsOf, secretsOfDefinition, secretsOfOptions } from './lib/redact/secrets-of.js';
import { deleteUnscrubbed } from './lib/redact/unscrubbed.js';
import { clearUp } from './lib/run/clear-up.js';
import { readConfiguration } from './lib/run/configuration.js';
import { CONTEXT_VARIABLE } from './lib/run/context.js';
import { CannotJudgeError } from './lib/run/errors.js';
import { type RunFolder, runFolder } from './lib/run/folder.js';
import { isWatched } from './lib/run/invocation.js';
import { prepare } from './lib/run/prepare.js';
import { unprepared, writePreparation } from './lib/run/preparation.js';
import { processEnvironment } from './lib/run/process-environment.js';
import { ROOT } from './lib/run/root.js';

const REPORTER = 'reporters/firstlight.ts';

/** Prepares the run; what it returns clears up after it. */
export default async function setUp(config: FullConfig): Promise<() => Promise<void>> {
  const real = processEnvironment();
  const runId = real['SMOKE_RUN_ID'] ?? 'none';
  const folder = runFolder(ROOT, runId);
  refuseOtherReporters(config);
  await keepFromView(folder);
  for (const run of deleteUnscrubbed(join(ROOT, 'reports', 'runs'), runId))
    say(`deleted what run ${run} left: it was killed before its secrets were hidden`);
  try {
    const prepared = await prepare({
      root: ROOT,
      runId,
      folder,
      real,
      say,
      begun: begunAt(real),
      watched: isWatched(process.argv),
    });
    keepSecrets(folder.unscrubbed, keyOfRun(), secretsOf(prepared.target));
    process.env[CONTEXT_VARIABLE] = folder.context;
    return () => clearUp(prepared, folder);
  } catch (error) {
    if (error instanceof CannotJudgeError) writePreparation(folder.preparation, unprepared(ROOT, real, error.lines));
    throw error;
  }
}

/** When the start of the platform began: with the run, unless whoever started the run had it started before. */
function begunAt({ SMOKE_RUN_BEGUN: run, SMOKE_STARTED_IN: before }: NodeJS.ProcessEnv): number {
  return before === undefined ? Number(run ?? Date.now()) : Date.now() - Number(before);
}

const say = (line: string): void => console.log(`firstlight  ${line}`);

/** The reporter, which hides what is secret, has made it. */
const keyOfRun = (): string | undefined => processEnvironment()[KEY_VARIABLE];

/** Tells the reporter what is secret before anything can be shown, as far as the environment tells by itself. */
async function keepFromView(folder: RunFolder): Promise<void> {
  const { definition, environment, options } = await readConfiguration(ROOT, processEnvironment(), {
    beforeStart: true,
  });
  const ofTarget = definition === undefined ? [] : secretsOfDefinition(definition, environment);
  keepSecrets(folder.unscrubbed, keyOfRun(), [...ofTarget, ...secretsOfOptions(options)]);
}

/** `--reporter=line` replaces ours, and with it the verdict: a run without a verdict must not look like one. */
function refuseOtherReporters({ reporter }: FullConfig): void {
  const chosen = reporter.map(([name]) => name);
  if (chosen.some((name) => name.endsWith(REPORTER))) return;
  throw new CannotJudgeError('SMOKE_CONFIGURATION', [
    `the reporter that gives the verdict is not among: ${chosen.join(', ')}`,
    `type --reporter=${chosen.join(',')},./${REPORTER}`,
  ]);
}
