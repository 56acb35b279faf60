import { isCriticalCheck } from './criticality.js';
import type { CheckResult, Verdict } from './evidence.js';
import type { Rule } from './policy.js';
import type { Survey } from './survey.js';

type Decision = Verdict['decision'];

/** Decisions from the best to the worst. */
export const DECISIONS = ['promote', 'investigate', 'rollback'] as const satisfies readonly Decision[];

/** Whether the first decision is the worse one, or the same. */
const isAtLeast = (decision: Decision, other: Decision): boolean =>
  DECISIONS.indexOf(decision) >= DECISIONS.indexOf(other);

/** What one check weighs. All but `fails`, `passes` and `evident` is the same whatever came out of it. */
export interface Standing {
  readonly check: CheckResult;
  readonly critical: boolean;
  /** The worst decision that it can take part in. */
  readonly ceiling: Decision;
  /** `blocked` counts as failed, `flaky` as passed; what is neither is left out of the shares. */
  readonly fails: boolean;
  readonly passes: boolean;
  readonly evident: boolean;
}

/**
 * What a check weighs in the light of the services:
 * a third party's failure behind it allows no rollback of ours, and a check that is not critical and whose own services
 * fail only because of optional ones has no say.
 */
export function standingOf(check: CheckResult, survey: Survey): Standing {
  const critical = isCriticalCheck(check, survey);
  const roots = survey.rootsBehind(check.services);
  const fails = check.outcome === 'failed' || check.outcome === 'blocked';
  return {
    check,
    critical,
    ceiling:
      !critical && isExcused(check, survey)
        ? 'promote'
        : roots.length > 0 && roots.every(survey.isExternal)
          ? 'investigate'
          : 'rollback',
    fails,
    passes: check.outcome === 'passed' || check.outcome === 'flaky',
    evident: roots.length > 0 || (check.outcome === 'failed' && check.cause !== 'data'),
  };
}

// Only its own services excuse a check: were it all that they need, one optional service behind the front door would excuse everything.
function isExcused(check: CheckResult, survey: Survey): boolean {
  const faults = check.services.map((name) => survey.faultOf(name)).filter((fault) => fault !== undefined);
  const roots = faults.flatMap((fault) => fault.roots.map((name) => survey.faultOf(name)));
  return faults.length > 0 && [...faults, ...roots].every((fault) => fault !== undefined && !survey.isCritical(fault));
}

const selects = ({ of }: Rule, { check, critical }: Standing): boolean =>
  (of.levels === undefined || of.levels.includes(check.level)) &&
  (of.areas === undefined || of.areas.includes(check.area)) &&
  (of.critical === undefined || critical);

/** How many of the checks that a rule looks at fail, and of how many. */
export interface Tally {
  readonly failing: readonly CheckResult[];
  readonly total: number;
}

/**
 * Counts what a rule looks at. A check without a say in its decision counts as passed, whatever came out of it; a failure
 * that is not evident is left out of a rule on evidence, so that it does not thin out the others.
 */
export function tally(rule: Rule, standings: readonly Standing[]): Tally {
  const selected = standings.filter((standing) => selects(rule, standing));
  const hasSay = ({ ceiling }: Standing): boolean => isAtLeast(ceiling, rule.decision);
  const counts = ({ fails, evident }: Standing): boolean => fails && (rule.of.evident === undefined || evident);
  const failing = selected.filter((standing) => hasSay(standing) && counts(standing));
  const passing = selected.filter((standing) => !hasSay(standing) || standing.passes);
  return { failing: failing.map(({ check }) => check), total: failing.length + passing.length };
}

/** Whether enough fails for a rule. */
export function fires({ failing: limit }: Rule, { failing, total }: Tally): boolean {
  if (total === 0) return false;
  const share = failing.length * 100;
  return 'moreThan' in limit ? share > limit.moreThan * total : share >= limit.atLeast * total;
}

/** The same checks, if those of some outcomes had failed; what was withheld from the run is no doubt about the deployment. */
export const suppose = (standings: readonly Standing[], outcomes: readonly CheckResult['outcome'][]): Standing[] =>
  standings.map((standing) => {
    const { outcome, unverified } = standing.check;
    const supposed = outcomes.includes(outcome) && !(outcome === 'unverified' && unverified === 'withheld');
    return supposed ? { ...standing, fails: true, passes: false } : standing;
  });
