import { Redactor } from '../lib/redact/redactor.js';
import { secretsOf } from '../lib/redact/secrets-of.js';
import { judgeProbe } from '../lib/report/probe-results.js';
import { printSummary } from '../lib/report/summary.js';
import { CannotJudgeError } from '../lib/run/errors.js';
import { newRunId } from '../lib/run/folder.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { probeRun } from '../lib/run/probe-run.js';
import { ROOT } from '../lib/run/root.js';
import { type RunArguments, variablesFor } from './selection.js';

/** Levels 1 and 2 without the runner: incidents and a verdict as far as they tell, in less than a second. */
export async function probe(asked: RunArguments & { readonly json?: true }): Promise<number> {
  const startedAt = new Date();
  const runId = newRunId(startedAt);
  const real = { ...processEnvironment(), ...variablesFor(asked) };
  try {
    const probed = await probeRun({ root: ROOT, real, runId, say: (line) => console.error(`firstlight  ${line}`) });
    const results = judgeProbe(probed, runId, startedAt);
    const told = asked.json === true ? JSON.stringify(results, null, 2) : printSummary(results, {});
    console.log(new Redactor(secretsOf(probed.sound.target)).redactText(told));
    return results.exit_code;
  } catch (error) {
    if (!(error instanceof CannotJudgeError)) throw error;
    for (const line of error.lines) console.error(line);
    return 2;
  }
}
