import { blame } from './blame.js';
import { canonicalOrder } from './canonical.js';
import type { CheckResult, Evidence, Incident, Verdict } from './evidence.js';
import { judge } from './judge.js';
import { withKnownIssues } from './known-issues.js';
import { settle } from './outcome.js';
import type { Policy } from './policy.js';
import { surveyOf } from './survey.js';

/** What a run comes to. */
export interface Judgement {
  /** With their final outcomes, by id. */
  readonly checks: readonly CheckResult[];
  readonly incidents: readonly Incident[];
  readonly verdict: Verdict;
}

/** Judges a run: settles its checks, names the root causes and decides. Equal evidence, in any order, gives equal bytes. */
export function decide(recorded: Evidence, policy: Policy): Judgement {
  const evidence = withKnownIssues(recorded);
  const survey = surveyOf(evidence);
  const checks = canonicalOrder(
    evidence.checks.map((check) => settle(check, survey)),
    ({ id }) => id,
  );
  const settled = { ...evidence, checks };
  const incidents = blame(settled, survey);
  return { checks, incidents, verdict: judge(settled, incidents, policy, survey) };
}
