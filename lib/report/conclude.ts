import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Redactor } from '../redact/redactor.js';
import { type Preparation, readPreparation } from '../run/preparation.js';
import { readAll, sampleSchema } from '../run/records.js';
import { toldProfileSchema } from '../target/profile.js';
import { observationSchema } from '../verdict/evidence.js';
import { assemble } from './assemble.js';
import { type IncidentDetails, incidentDetailsSchema, withDetails } from './incident-details.js';
import type { Leaving } from './leave.js';
import { type Results, resultsSchema } from './results.js';
import { checkResultOf, type TestRecord } from './test-record.js';
import { writeResults } from './write-results.js';

export interface Ended extends Omit<Leaving, 'resultsFile'> {
  readonly records: readonly TestRecord[];
  readonly errors: readonly string[];
  readonly selection: Results['selection'];
  readonly shard: { readonly current: number; readonly total: number } | null;
  readonly startedAt: Date;
  readonly interrupted: boolean;
  readonly runnerPassed: boolean;
  /** What hides secrets in the results before anybody gets them. */
  readonly redactor: Redactor;
  /** What the target told of the incidents, where no teardown has asked it. */
  readonly details?: readonly IncidentDetails[];
}

/** The project that stands for all that a verdict needs. */
const UMBRELLA = 'smoke';

const tearDownSchema = z.object({
  seconds: z.number(),
  leftovers: z.array(z.object({ id: z.string(), kind: z.string(), reason: z.string() })),
  /** What the target told of the incidents. */
  incidents: z.array(incidentDetailsSchema),
  /** What the platform told of its processes, where the target says that it does. */
  profile: z.union([z.object({ told: toldProfileSchema }), z.object({ unread: z.string() })]).nullable(),
});

/** What the teardown tells whoever writes the results. */
export type TearDown = z.infer<typeof tearDownSchema>;

/**
 * Judges an ended run, and writes everything that it leaves. Where a report cannot be written, the run does not look well: that is
 * in the results, and in them alone. Throws when not even they can be written.
 */
export async function conclude(ended: Ended): Promise<Results> {
  const { folder } = ended;
  const preparation = readPreparation(folder.preparation);
  const judged = (errors: readonly string[]): Results => judge({ ...ended, errors }, preparation);
  const results = judged(ended.errors);
  try {
    // What draws and prints is of use only here, at the end.
    const { leave } = await import('./leave.js');
    return await leave(results, { ...ended, resultsFile: preparation.results_file });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const unreported = judged([...ended.errors, `the reports could not be written: ${why}`]);
    for (const file of [folder.results, preparation.results_file]) if (file !== null) writeResults(unreported, file);
    return unreported;
  }
}

function judge(ended: Ended, preparation: Preparation): Results {
  const { folder, records } = ended;
  const tearDown = readTearDown(folder.leftovers);
  const assembled = assemble({
    runId: basename(folder.path),
    preparation,
    // The umbrella's guard does not run after a red: what it guards against has then not happened.
    checks: records
      .filter(({ project, status }) => project !== UMBRELLA || status !== 'not-run')
      .flatMap((record) => checkResultOf(record) ?? []),
    observations: readAll(folder.observations, observationSchema),
    samples: readAll(folder.samples, sampleSchema),
    leftovers: tearDown?.leftovers ?? [],
    profile: tearDown?.profile ?? null,
    // The runner repeats, with its own words, what the set-up found wrong.
    errors: preparation.problems.length > 0 ? [] : ended.errors,
    selection: ended.selection,
    shard: ended.shard === null ? null : { index: ended.shard.current, total: ended.shard.total },
    startedAt: ended.startedAt,
    completedAt: new Date(),
    tearDownSeconds: tearDown?.seconds ?? null,
    interrupted: ended.interrupted,
    runnerPassed: ended.runnerPassed,
  });
  const details = ended.details ?? tearDown?.incidents ?? [];
  return hidden({ ...assembled, incidents: withDetails(assembled.incidents, details) }, ended.redactor);
}

/** The results without secrets, for everything that is made of them. */
const hidden = (results: Results, redactor: Redactor): Results =>
  resultsSchema.parse(JSON.parse(redactor.redactText(JSON.stringify(results))));

function readTearDown(file: string): TearDown | undefined {
  return existsSync(file) ? tearDownSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}
