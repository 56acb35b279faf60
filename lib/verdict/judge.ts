import { canonicalOrder } from './canonical.js';
import {
  brokenRules,
  doubts,
  emptiness,
  emptyLevels,
  failingServices,
  nothingHolds,
  runErrors,
  unsatisfied,
  type Case,
} from './claims.js';
import type { Evidence, Incident, Verdict } from './evidence.js';
import type { Policy } from './policy.js';
import { DECISIONS, standingOf } from './standing.js';
import { surveyOf } from './survey.js';

const IN_ORDER = [runErrors, emptiness, failingServices, brokenRules, unsatisfied, doubts, emptyLevels] as const;

/**
 * The verdict on settled evidence. Pure: the same evidence, incidents and policy give the same bytes.
 *
 * | what the run shows | `default` | `percent-20` | `matrix` |
 * |---|---|---|---|
 * | a critical service was seen failing | rollback | rollback | rollback |
 * | a critical service is only suspected | investigate | investigate | investigate |
 * | a critical third party fails, or a critical service of ours because of it | investigate | investigate | investigate |
 * | a critical check failed, or is blocked by a failing service | rollback | rollback | by its level |
 * | the same, with a cause of class `data` | investigate | rollback | by its level |
 * | a critical check is blocked by a service that was healthy again at the end | investigate | rollback | by its level |
 * | another check failed or is blocked | investigate | investigate, over 20 % rollback | by its level |
 * | a database check, or every service's, failed | as any other | rollback | by its level |
 * | level 1 failed / level 2 failed | as any other | as any other | investigate / rollback |
 * | levels 3 and 4: under 50 % / 50 to 80 % pass | as any other | as any other | rollback / investigate |
 * | a check is flaky | investigate | no part | no part |
 * | a check could not be verified | investigate | investigate | investigate, if its failure would |
 * | `mustVerify` or `--strict` is not satisfied; an error of the run; nothing executed | investigate | investigate | investigate |
 * | no critical check passed in a declared level | investigate | investigate | investigate |
 * | warnings; an optional service fails; checks blocked by it that are not critical; observed checks | promote | promote | promote |
 * | a grant is withheld by the target itself | promote | promote | promote |
 *
 * Each reason forces its decision alone, so the smallest set that does is one reason: of those that force the worst
 * decision, the first in the order below, which is the order in which a person would want to hear them.
 */
export function judge(
  evidence: Evidence,
  incidents: readonly Incident[],
  policy: Policy,
  survey = surveyOf(evidence),
): Verdict {
  const checks = canonicalOrder(evidence.checks, ({ id }) => id).filter((check) => !check.observe);
  const standings = checks.map((check) => standingOf(check, survey));
  const judged: Case = { evidence, incidents, policy, survey, standings };
  const claims = IN_ORDER.flatMap((claimsOf) => claimsOf(judged));
  const decision = DECISIONS.findLast((one) => claims.some((claim) => claim.decision === one)) ?? 'promote';
  const { code, text, checks: ids } = claims.find((claim) => claim.decision === decision) ?? nothingHolds(judged);
  return { decision, policy: policy.name, reasons: [{ code, text, checks: ids }] };
}
