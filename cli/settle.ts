import { relative } from 'node:path';
import { Redactor } from '../lib/redact/redactor.js';
import { scrubRun } from '../lib/redact/scrub-run.js';
import { secretsOfDefinition, secretsOfOptions } from '../lib/redact/secrets-of.js';
import { conclude, type Ended } from '../lib/report/conclude.js';
import { annotationsIn } from '../lib/report/pipelines/github.js';
import { printSummary } from '../lib/report/summary.js';
import { readConfiguration } from '../lib/run/configuration.js';
import type { CannotJudgeError } from '../lib/run/errors.js';
import { createFolder, newRunId, runFolder } from '../lib/run/folder.js';
import { type Preparation, unprepared, writePreparation } from '../lib/run/preparation.js';
import type { Probed } from '../lib/run/probe.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { append } from '../lib/run/records.js';
import { ROOT } from '../lib/run/root.js';
import { type RunArguments, variablesFor } from './selection.js';

/** A run whose answer is known without the runner. */
export interface Settled
  extends
    Pick<Ended, 'startedAt' | 'records' | 'options'>,
    Partial<Pick<Ended, 'details'>>,
    Partial<Pick<Probed, 'observations' | 'samples'>> {
  readonly runId: string;
  readonly preparation: Preparation;
  readonly secrets: readonly string[];
}

/** Gives the verdict of a run that the runner was not needed for, and leaves everything that a run leaves: the exit code. */
export async function settle(run: Settled): Promise<number> {
  const { runId, preparation, observations = [], samples = [], startedAt, records, options, details } = run;
  const redactor = new Redactor([...run.secrets, ...secretsOfOptions(options)]);
  const folder = runFolder(ROOT, runId);
  createFolder(folder);
  writePreparation(folder.preparation, preparation);
  append(folder.observations, ...observations);
  append(folder.samples, ...samples);
  const results = await conclude({
    root: ROOT,
    folder,
    records,
    errors: [],
    selection: 'full',
    shard: null,
    startedAt,
    interrupted: false,
    runnerPassed: false,
    options,
    pipeline: processEnvironment(),
    redactor,
    ...(details === undefined ? {} : { details }),
  });
  await scrubRun(folder, redactor);
  console.log(printSummary(results, { folder: relative(process.cwd(), folder.path) }));
  for (const lines of annotationsIn(processEnvironment(), results)) console.log(lines);
  return results.exit_code;
}

/** The same of a platform that is ours to start and did not: nothing could be judged. */
export async function settleNotStarted(asked: RunArguments, startedAt: Date, why: CannotJudgeError): Promise<number> {
  const real = { ...processEnvironment(), ...variablesFor(asked) };
  const { definition, environment, options } = await readConfiguration(ROOT, real, { beforeStart: true });
  return settle({
    runId: newRunId(startedAt),
    startedAt,
    preparation: unprepared(ROOT, real, why.lines),
    records: [],
    options,
    secrets: definition === undefined ? [] : secretsOfDefinition(definition, environment),
  });
}
