import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { RunOptions } from '../../run/options.js';
import type { Environment } from '../../target/env.js';
import { Secret } from '../../target/secret.js';
import { appendLine, readLines } from '../history/lines.js';
import type { Results } from '../results.js';
import { type Alert, alertsFor, toldSchema } from './alerts.js';
import { deliver } from './deliver.js';
import { printMetrics } from './metrics.js';
import { printVerdict } from './verdict-markdown.js';

export interface Readers {
  readonly options: Pick<RunOptions, 'metricsFile' | 'pushGateway' | 'alertWebhook'>;
  /** Where what people were told is remembered. */
  readonly history: string;
  /** Of the pipeline. */
  readonly environment: Environment;
}

/**
 * Gives results to whoever waits for them outside of the run's folder: the job's summary, a textfile collector, a push gateway, people.
 * Of a part of the checks only the job is told. Gives what could not be delivered, in words for a person; the verdict stands.
 */
export async function publish(results: Results, readers: Readers): Promise<string[]> {
  const summary = attempt('the job summary could not be written', () => summarise(results, readers.environment));
  if (results.selection !== 'full' || results.shard !== null) return summary;
  const { metricsFile, pushGateway, alertWebhook } = readers.options;
  return [
    ...summary,
    ...(metricsFile === undefined
      ? []
      : attempt('the metrics could not be written', () => writeWhole(metricsFile, printMetrics(results)))),
    ...(
      await Promise.all([
        pushGateway === undefined ? [] : push(results, pushGateway),
        alertWebhook === undefined ? [] : alert(results, readers, alertWebhook),
      ])
    ).flat(),
  ];
}

function attempt(failure: string, what: () => void): string[] {
  try {
    what();
    return [];
  } catch (error) {
    return [`${failure}: ${String(error)}`];
  }
}

function summarise(results: Results, { GITHUB_STEP_SUMMARY: file }: Environment): void {
  if (file !== undefined && file !== '') appendFileSync(file, printVerdict(results));
}

/** In one step, because a collector may read at any time; under a name that it does not read until then. */
function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, text);
  renameSync(part, file);
}

async function push(results: Results, gateway: Secret): Promise<string[]> {
  const address = new URL(gateway.reveal());
  const labels = { job: 'firstlight', target: results.target, environment: results.environment };
  const grouping = Object.entries(labels).map(([name, value]) => pathOf(name, value));
  address.pathname = join(address.pathname, 'metrics', ...grouping);
  const problem = await deliver(new Secret(address.href), {
    method: 'PUT',
    type: 'text/plain; version=0.0.4',
    body: printMetrics(results),
  });
  return problem === undefined ? [] : [`the metrics could not be pushed: ${problem}`];
}

/** https://github.com/prometheus/pushgateway#url: a slash in a value, and an empty one, need base64. */
const pathOf = (name: string, value: string): string =>
  value === '' || value.includes('/')
    ? `${name}@base64/${Buffer.from(value).toString('base64url') || '='}`
    : `${name}/${encodeURIComponent(value)}`;

/** The most messages of one run, because a flood is read by nobody; the next run tells the rest. */
const MOST = 10;

async function alert(results: Results, { history, environment }: Readers, webhook: Secret): Promise<string[]> {
  const file = join(history, `${results.target_folder ?? results.target}.alerts.jsonl`);
  const alerts = alertsFor(results, readLines(file, toldSchema).records, jobOf(environment)).slice(0, MOST);
  const problems = await Promise.all(
    alerts.map(async ({ told, message }: Alert) => {
      const problem = await deliver(webhook, {
        method: 'POST',
        type: 'application/json',
        body: JSON.stringify(message),
      });
      // What was not delivered is not written down, so that the next run tries again.
      if (problem !== undefined) return [`the alert of ${told.name} could not be delivered: ${problem}`];
      return attempt(`the alert of ${told.name} will be repeated`, () => appendLine(file, told));
    }),
  );
  return problems.flat();
}

/** Where the reports of this job are, as the pipeline's own variables tell. */
function jobOf(environment: Environment): string | undefined {
  const { CI_JOB_URL, BUILD_URL, GITHUB_SERVER_URL, GITHUB_REPOSITORY, GITHUB_RUN_ID } = environment;
  const onGithub =
    GITHUB_RUN_ID === undefined ? undefined : `${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}`;
  return CI_JOB_URL ?? BUILD_URL ?? onGithub;
}
