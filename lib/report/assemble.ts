import type { Finding } from '../probes/finding.js';
import { judgeProfile, type ProfileFacts } from '../probes/platform-profile.js';
import type { Preparation } from '../run/preparation.js';
import type { Sample } from '../run/records.js';
import { grouped } from '../verdict/canonical.js';
import { decide, type Judgement } from '../verdict/decide.js';
import type { CheckResult, Evidence, Observation } from '../verdict/evidence.js';
import { counted } from '../verdict/words.js';
import { areasOf, testsOf } from './counts.js';
import { strayIssues } from './known-issues.js';
import { asPicked } from './picked.js';
import { limitsOf, profile } from './profiling.js';
import { type Results, SCHEMA_VERSION } from './results.js';
import { judgeRoutes, judgeServices, toldBy } from './service-times.js';

/** Everything that a run recorded. */
export interface Recorded {
  readonly runId: string;
  readonly preparation: Preparation;
  readonly checks: readonly CheckResult[];
  readonly observations: readonly Observation[];
  readonly samples: readonly Sample[];
  readonly leftovers: Results['leftovers'];
  /** What the platform told of its processes, where it does. */
  readonly profile: ProfileFacts | null;
  /** What went wrong with the run itself, in plain sentences. */
  readonly errors: readonly string[];
  readonly selection: Results['selection'];
  readonly shard: Results['shard'];
  readonly startedAt: Date;
  readonly completedAt: Date;
  readonly tearDownSeconds: number | null;
  /** It was stopped by a signal. */
  readonly interrupted: boolean;
  /** What the runner makes of it, for a selection that is not judged. */
  readonly runnerPassed: boolean;
}

/** Seconds that a level may take. */
const LEVEL_BUDGETS: Readonly<Record<number, number>> = { 1: 10, 2: 30, 3: 120, 4: 300 };

/** Judges what a run recorded and writes it down. Pure. */
export function assemble(recorded: Recorded): Results {
  const { preparation, checks: raw } = recorded;
  const evidence = evidenceOf(recorded);
  const judged = decide(evidence, preparation.policy);
  const verdict = isWhole(recorded) ? judged.verdict : null;
  const checks = [...judged.checks];
  const limits = limitsOf(preparation);
  const times = profile(recorded.samples, limits);
  return {
    schema_version: SCHEMA_VERSION,
    run_id: recorded.runId,
    target: preparation.target,
    target_folder: preparation.folder,
    ...(preparation.pickedBy !== '' && { picked_by: preparation.pickedBy }),
    environment: preparation.environment,
    selection: recorded.selection,
    shard: recorded.shard,
    build: preparation.build,
    started_at: recorded.startedAt.toISOString(),
    completed_at: recorded.completedAt.toISOString(),
    exit_code: exitCode(recorded, judged),
    verdict,
    incidents: asPicked(judged.incidents, preparation.pickedBy),
    stages: stagesOf(recorded, judged),
    levels: levelsOf(raw),
    areas: areasOf(checks),
    tests: testsOf(checks, evidence.errors.length),
    checks,
    nodes: evidence.nodes,
    observations: evidence.observations,
    findings: [
      ...preparation.findings,
      ...(isWhole(recorded) ? strayIssues(evidence) : []),
      ...judgeRoutes(times.endpoints, limits),
      ...judgeOwnProfile(recorded),
    ],
    known_issues: evidence.knownIssues,
    profiling: { ...times, platform: toldBy(recorded.profile) },
    leftovers: recorded.leftovers,
    errors: evidence.errors,
    demands: {
      policy: preparation.policy.name,
      must_verify: evidence.mustVerify,
      strict: evidence.strict,
      levels: evidence.levels,
    },
    policy: preparation.policy,
    partial: recorded.interrupted,
  };
}

function evidenceOf(recorded: Recorded): Evidence {
  const { preparation, checks, observations, errors } = recorded;
  const applicable = checks.filter(({ outcome }) => outcome !== 'not-applicable');
  return {
    nodes: preparation.nodes,
    observations: [...observations],
    checks: [...checks],
    errors: [...preparation.problems, ...errors, ...vacuity(recorded)],
    mustVerify: preparation.mustVerify,
    strict: preparation.strict,
    levels: [...new Set(applicable.map(({ level }) => level))].toSorted((a, b) => a - b),
    knownIssues: preparation.knownIssues,
  };
}

function judgeOwnProfile({ profile: facts, preparation, samples }: Recorded): Finding[] {
  const { url, front, budget } = preparation.profile;
  if (facts === null || url === null) return [];
  return [...judgeProfile(facts, url, front, budget), ...judgeServices(samples, preparation)];
}

/** What the runner would call green although nothing has been looked at. */
function vacuity(recorded: Recorded): string[] {
  const { selection, checks } = recorded;
  const executed = checks.some(({ outcome }) => outcome === 'passed' || outcome === 'flaky' || outcome === 'failed');
  if (selection !== 'partial' || couldNotJudge(recorded) || executed) return [];
  return [`none of ${counted(checks.length, 'chosen check')} was executed`];
}

const couldNotJudge = ({ interrupted, preparation }: Recorded): boolean =>
  interrupted || preparation.problems.length > 0;

/** It covered everything, all in one, came to its end, and could be prepared. */
const isWhole = (recorded: Recorded): boolean =>
  recorded.selection !== 'partial' && recorded.shard === null && !couldNotJudge(recorded);

/** A shard gives no verdict, but what it saw may already forbid promotion: then its exit code says so. */
function exitCode(recorded: Recorded, { checks, verdict }: Judgement): number {
  if (couldNotJudge(recorded)) return 2;
  if (recorded.selection !== 'partial') return verdict.decision === 'promote' ? 0 : 1;
  // The runner calls a check that was held back skipped, and with that no failure.
  const held = checks.some(({ outcome, observe }) => outcome === 'blocked' && !observe);
  return recorded.runnerPassed && !held && vacuity(recorded).length === 0 ? 0 : 1;
}

function levelsOf(checks: readonly CheckResult[]): Results['levels'] {
  const levels = [...grouped(checks, ({ level }) => level)].toSorted(([a], [b]) => a - b);
  return levels.map(([level, of]) => {
    const spans = of.flatMap(({ started_at, duration_ms }) => {
      if (started_at === null) return [];
      const start = Date.parse(started_at);
      return [{ start, end: start + duration_ms }];
    });
    return { level, duration_s: covered(spans) / 1_000, budget_s: LEVEL_BUDGETS[level] ?? 0 };
  });
}

/** The time in which at least one of the spans was under way: what overlaps counts once, what lies between does not. */
function covered(spans: ReadonlyArray<{ readonly start: number; readonly end: number }>): number {
  let until = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    sum += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return sum;
}

const stage = (seconds: number | null, failed: boolean): Results['stages'][keyof Results['stages']] => ({
  duration_s: seconds ?? 0,
  status: seconds === null ? 'skipped' : failed ? 'failed' : 'passed',
});

function stagesOf(recorded: Recorded, judged: Judgement): Results['stages'] {
  const { stages, problems } = recorded.preparation;
  const total = (recorded.completedAt.getTime() - recorded.startedAt.getTime()) / 1_000;
  const before = (stages.infra_deploy ?? 0) + (stages.service_deploy ?? 0) + (stages.seed_data ?? 0);
  const tested = problems.length > 0 ? null : Math.max(0, total - before - (recorded.tearDownSeconds ?? 0));
  const red = judged.checks.some(({ outcome }) => outcome === 'failed' || outcome === 'blocked');
  const down = judged.incidents.some(({ kind, critical }) => kind === 'service' && critical);
  return {
    infra_deploy: stage(stages.infra_deploy, false),
    service_deploy: stage(stages.service_deploy, down),
    seed_data: stage(stages.seed_data, false),
    integration_tests: stage(tested, red),
    teardown: stage(recorded.tearDownSeconds, recorded.leftovers.length > 0),
  };
}
