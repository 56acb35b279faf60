import { env, type Environment, type Problem } from '../target/env.js';
import { type Reading, resolve } from '../target/resolve.js';
import type { Secret } from '../target/secret.js';

/** What a person may ask of a run, by the variables that carry it; the command sets them from its options. */
const OPTIONS = {
  /** Seconds that a deployment may take to become ready. */
  wait: env.integer('SMOKE_WAIT', 0),
  /** `1`: what the run creates stays, for debugging. */
  keep: env.flag('SMOKE_KEEP'),
  strict: env.flag('SMOKE_STRICT'),
  verbose: env.flag('SMOKE_VERBOSE'),
  imageTag: env.optional('SMOKE_IMAGE_TAG'),
  expectBuild: env.optional('SMOKE_EXPECT_BUILD'),
  /** Milliseconds for one test, in place of the target's. */
  timeout: env.optionalInteger('SMOKE_TIMEOUT'),
  /** A second place for `results.json`. */
  resultsFile: env.optionalFile('SMOKE_RESULTS_FILE'),
  policy: env.optional('SMOKE_POLICY'),
  ledgerFolder: env.optionalFile('SMOKE_LEDGER_DIR'),
  /** Where runs are remembered. */
  historyFolder: env.optionalFile('SMOKE_HISTORY_DIR'),
  /** A second place for `metrics.prom`, such as the folder of a textfile collector. */
  metricsFile: env.optionalFile('SMOKE_METRICS_FILE'),
  pushGateway: env.optionalSecretUrl('SMOKE_PUSH_GATEWAY'),
  alertWebhook: env.optionalSecretUrl('SMOKE_ALERT_WEBHOOK'),
} as const;

export interface RunOptions {
  readonly wait: number;
  readonly keep: boolean;
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly imageTag: string | undefined;
  readonly expectBuild: string | undefined;
  readonly timeout: number | undefined;
  readonly resultsFile: string | undefined;
  readonly policy: string | undefined;
  readonly ledgerFolder: string | undefined;
  readonly historyFolder: string | undefined;
  readonly metricsFile: string | undefined;
  readonly pushGateway: Secret | undefined;
  readonly alertWebhook: Secret | undefined;
}

/** Reads a run's options. What is wrong with them comes beside them; a wrong one is as if it were not set. */
export function readOptions(environment: Environment): { options: RunOptions; problems: Problem[] } {
  const reading: Reading = { environment, problems: [], missing: [] };
  const options = resolve(OPTIONS, reading);
  return { options, problems: reading.problems };
}
