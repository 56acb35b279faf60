import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { markUnscrubbed } from '../redact/unscrubbed.js';

/** Where one run keeps what it records. */
export type RunFolder = ReturnType<typeof runFolder>;

/** The places in the folder of a run, `reports/runs/<runId>/`; none of them need exist yet. */
export const runFolder = (root: string, runId: string) => folderAt(join(root, 'reports', 'runs', runId));

/** The places in a folder that holds what a run leaves. */
export function folderAt(path: string) {
  return {
    path,
    /** What the workers need to know; it exists once the set-up has prepared the run. */
    context: join(path, 'context.json'),
    /** One line for each event of the runner, as it happens. */
    journal: join(path, 'journal.jsonl'),
    /** One line for each look at a service. */
    observations: join(path, 'observations.jsonl'),
    shutOut: join(path, 'shut-out.jsonl'),
    /** One line for each request. */
    samples: join(path, 'samples.jsonl'),
    /** What set-up and teardown found, for whoever writes the results. */
    preparation: join(path, 'preparation.json'),
    leftovers: join(path, 'leftovers.json'),
    incidentDetails: join(path, 'incident-details.json'),
    results: join(path, 'results.json'),
    verdict: join(path, 'verdict.md'),
    page: join(path, 'index.html'),
    junit: join(path, 'junit.xml'),
    ctrf: join(path, 'ctrf.json'),
    metrics: join(path, 'metrics.prom'),
    artifacts: join(path, 'artifacts'),
    playwrightReport: join(path, 'playwright-report'),
    allureResults: join(path, 'allure-results'),
    /** There as long as secrets may be in the folder; it says whose run it is, and what must be hidden. */
    unscrubbed: join(path, 'unscrubbed'),
    /** Where the run's processes put what is temporary. */
    temporary: join(path, 'tmp'),
  } as const;
}

/** Makes the folder of a run, for somebody who will scrub it. */
export function createFolder(folder: RunFolder): void {
  mkdirSync(folder.temporary, { recursive: true });
  markUnscrubbed(folder.unscrubbed);
}

/** Lets `latest`, beside the folders of runs, point to a run, in one step, so that a reader never finds nothing. */
export function makeLatest(folder: RunFolder): void {
  const link = join(folder.path, '..', '..', 'latest');
  const next = `${link}.${process.pid}`;
  rmSync(next, { force: true });
  symlinkSync(join('runs', basename(folder.path)), next);
  renameSync(next, link);
}

/** A name for a run that sorts by time and that two runs of one second do not share: `20260131t235959-1a2b`. */
export function newRunId(now: Date): string {
  const time = now.toISOString().replaceAll(/[-:]/g, '').slice(0, 15).toLowerCase();
  return `${time}-${randomBytes(2).toString('hex')}`;
}
