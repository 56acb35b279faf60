import type { FullConfig } from '@playwright/test';
import { clearUp } from './lib/run/clear-up.js';
import { CONTEXT_VARIABLE } from './lib/run/context.js';
import { CannotJudgeError } from './lib/run/errors.js';
import { runFolder } from './lib/run/folder.js';
import { prepare } from './lib/run/prepare.js';
import { NOTHING_PREPARED, writePreparation } from './lib/run/preparation.js';
import { processEnvironment } from './lib/run/process-environment.js';
import { ROOT } from './lib/run/root.js';
import { chooseTarget } from './lib/target/load.js';

const REPORTER = 'reporters/firstlight.ts';

/** Prepares the run; what it returns clears up after it. */
export default async function setUp(config: FullConfig): Promise<() => Promise<void>> {
  const real = processEnvironment();
  const runId = real['SMOKE_RUN_ID'] ?? 'none';
  const folder = runFolder(ROOT, runId);
  refuseOtherReporters(config);
  try {
    const prepared = await prepare({
      root: ROOT,
      runId,
      folder,
      real,
      say: (line) => console.log(`firstlight  ${line}`),
      begun: Number(real['SMOKE_RUN_BEGUN'] ?? Date.now()),
    });
    process.env[CONTEXT_VARIABLE] = folder.context;
    return () => clearUp(prepared, folder);
  } catch (error) {
    if (error instanceof CannotJudgeError) {
      const { name: target } = chooseTarget(ROOT, real);
      const environment = real['SMOKE_ENV'] ?? NOTHING_PREPARED.environment;
      writePreparation(folder.preparation, {
        ...NOTHING_PREPARED,
        target,
        environment,
        problems: [...error.lines],
        results_file: real['SMOKE_RESULTS_FILE'] ?? null,
      });
    }
    throw error;
  }
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
