import { decide } from '../verdict/decide.js';
import type { Evidence } from '../verdict/evidence.js';
import { loadPolicy, type Policy } from '../verdict/policy.js';
import { areasOf, testsOf } from './counts.js';
import { withDetails } from './incident-details.js';
import { strayIssues } from './known-issues.js';
import { asPicked } from './picked.js';
import { mergeProfiles } from './profiling.js';
import type { Results } from './results.js';

/** What the verdict of these results rested on. */
export const evidenceIn = (results: Results): Evidence => ({
  nodes: results.nodes,
  observations: results.observations,
  checks: results.checks,
  errors: results.errors,
  mustVerify: results.demands.must_verify,
  strict: results.demands.strict,
  levels: results.demands.levels,
  knownIssues: results.known_issues,
});

/**
 * The results with the verdict on this evidence, by their own policy or another. What could not be judged when it was
 * recorded still cannot. Throws `PolicyError`.
 */
export function judgeAgain(results: readonly Results[], evidence: Evidence, other?: Policy): Results {
  const [first] = results;
  if (first === undefined) throw new Error('there are no results to judge');
  const policy = other ?? first.policy ?? loadPolicy(first.demands.policy);
  const { checks, incidents, verdict } = decide(evidence, policy);
  const couldNot = results.some(({ exit_code, partial }) => exit_code === 2 || partial);
  const judged = results.every(({ selection }) => selection !== 'partial') && !couldNot;
  return {
    ...first,
    shard: null,
    profiling: mergeProfiles(results.map(({ profiling }) => profiling)),
    started_at: results.map(({ started_at }) => started_at).toSorted()[0] ?? first.started_at,
    completed_at:
      results
        .map(({ completed_at }) => completed_at)
        .toSorted()
        .at(-1) ?? first.completed_at,
    checks: [...checks],
    incidents: withDetails(
      asPicked(incidents, first.picked_by ?? ''),
      results.flatMap((each) => each.incidents),
    ),
    observations: evidence.observations,
    errors: evidence.errors,
    known_issues: evidence.knownIssues,
    // No shard alone can tell which checks there are.
    findings: [...first.findings, ...(results.length > 1 ? strayIssues(evidence) : [])],
    demands: { ...first.demands, policy: policy.name },
    policy,
    verdict: judged ? verdict : null,
    exit_code: couldNot ? 2 : judged && verdict.decision === 'promote' ? 0 : 1,
    areas: areasOf(checks),
    tests: testsOf(checks, evidence.errors.length),
    leftovers: results.flatMap(({ leftovers }) => leftovers),
  };
}
