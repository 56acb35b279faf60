import type { ProbeRun } from '../run/probe-run.js';
import { assemble } from './assemble.js';
import { recordOfLook } from './look-record.js';
import type { Results } from './results.js';
import { checkResultOf } from './test-record.js';

/** The results of a probe: incidents and a verdict as far as levels 1 and 2 tell. Pure but for the time. */
export function judgeProbe(
  { looked, observations, samples, preparation }: ProbeRun,
  runId: string,
  startedAt: Date,
): Results {
  const records = looked.map(recordOfLook);
  return assemble({
    runId,
    // What the target insists on beyond these levels is for the whole run.
    preparation: { ...preparation, mustVerify: [] },
    checks: records.flatMap((record) => checkResultOf(record) ?? []),
    observations,
    samples,
    profile: null,
    leftovers: [],
    errors: [],
    selection: 'probe',
    shard: null,
    startedAt,
    completedAt: new Date(),
    tearDownSeconds: null,
    interrupted: false,
    runnerPassed: true,
  });
}
