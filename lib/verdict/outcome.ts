import type { CheckResult } from './evidence.js';
import type { Fault } from './faults.js';
import { causeOf } from './cause.js';
import type { Survey } from './survey.js';

/** The areas whose checks are about one service, the first that they name. */
const ABOUT_ONE_SERVICE: readonly string[] = ['preflight', 'health'];

/** The service that a check is about, for the checks of levels 1 and 2; null for those that merely need services. */
export const subjectOf = (check: CheckResult): string | null =>
  ABOUT_ONE_SERVICE.includes(check.area) ? (check.services[0] ?? null) : null;

/** The root faults that explain why a check did not pass, nearest first. */
export function explanationsOf(check: CheckResult, survey: Survey): readonly Fault[] {
  const own = survey.faultOf(subjectOf(check) ?? '');
  if (own !== undefined && own.roots.includes(own.name)) return [own];
  const roots = survey.rootsBehind(check.services);
  // What held it back is not among its needs. One root at most, so that the answer stays when it is judged again.
  return roots.length > 0 || check.blockedBy === null ? roots : survey.rootsBehind([check.blockedBy]).slice(0, 1);
}

/**
 * The outcome of a check in the light of the services: one that failed (or was held back) although something that it
 * needs fails is `blocked` by the root. A service's own check stays failed where the service is that root.
 */
export function settle(check: CheckResult, survey: Survey): CheckResult {
  if (check.outcome !== 'failed' && check.outcome !== 'blocked') return check;
  const [root] = explanationsOf(check, survey);
  if (root === undefined) return check;
  const isItsOwn = root.members.includes(subjectOf(check) ?? '');
  if (check.outcome === 'failed' && isItsOwn) return check;
  return {
    ...check,
    outcome: 'blocked',
    blockedBy: root.name,
    cause: causeOf(survey.sight(root.name).look?.findings ?? []),
    reason: check.outcome === 'blocked' ? check.reason : `blocked by ${root.name}: ${check.reason ?? 'it failed'}`,
  };
}
