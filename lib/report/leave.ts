import { writeFileSync } from 'node:fs';
import type { RunFolder } from '../run/folder.js';
import type { RunOptions } from '../run/options.js';
import type { Environment } from '../target/env.js';
import { historyFolder } from './history/folder.js';
import { meetHistory } from './history/join.js';
import { printPage } from './page/page.js';
import { printCtrf } from './pipelines/ctrf.js';
import { printJunit } from './pipelines/junit.js';
import { printMetrics } from './pipelines/metrics.js';
import { publish } from './pipelines/publish.js';
import { printVerdict } from './pipelines/verdict-markdown.js';
import type { Results } from './results.js';
import { writeResults } from './write-results.js';

export interface Leaving {
  readonly root: string;
  readonly folder: RunFolder;
  readonly options: Pick<RunOptions, 'historyFolder' | 'metricsFile' | 'pushGateway' | 'alertWebhook'>;
  /** A second place for `results.json`. */
  readonly resultsFile?: string | null;
  /** The variables of the pipeline that it runs in, if any. */
  readonly pipeline: Environment;
}

/**
 * Leaves the results of a run for all who read them: held against earlier runs, which they join, written down in the run's folder,
 * and told to those outside. Gives them with what the past says of them.
 */
export async function leave(
  results: Results,
  { root, folder, options, resultsFile, pipeline }: Leaving,
): Promise<Results> {
  const history = historyFolder(root, options.historyFolder);
  const met = meetHistory(results, history);
  writeReports(met.results, folder);
  if (resultsFile !== null && resultsFile !== undefined) writeResults(met.results, resultsFile);
  // Only now: what could not be written is not what others may remember or be told.
  const problems = [
    ...met.warnings,
    ...met.join(),
    ...(await publish(met.results, { options, history, environment: pipeline })),
  ];
  for (const problem of problems) console.error(`firstlight  ${problem}`);
  return met.results;
}

/** Writes a file for each reader of results. */
export function writeReports(results: Results, folder: RunFolder): void {
  writeResults(results, folder.results);
  writeFileSync(folder.verdict, printVerdict(results));
  writeFileSync(folder.page, printPage(results));
  writeFileSync(folder.junit, printJunit(results));
  writeFileSync(folder.ctrf, printCtrf(results));
  writeFileSync(folder.metrics, printMetrics(results));
}
