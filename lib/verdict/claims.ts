import { sortedUnique } from './canonical.js';
import type { CheckResult, Evidence, Incident, Reason, Verdict } from './evidence.js';
import type { Fault } from './faults.js';
import type { Policy, Rule } from './policy.js';
import { fires, suppose, tally, type Standing } from './standing.js';
import type { Survey } from './survey.js';
import { counted, listed } from './words.js';

/** A reason together with the decision that it forces, alone. */
export interface Claim extends Reason {
  readonly decision: Verdict['decision'];
}

/** What is judged. */
export interface Case {
  readonly evidence: Evidence;
  readonly incidents: readonly Incident[];
  readonly policy: Policy;
  readonly survey: Survey;
  /** The checks that have a part in the verdict: those which are merely observed have none. */
  readonly standings: readonly Standing[];
}

const idsOf = (checks: readonly CheckResult[]): string[] => sortedUnique(checks.map(({ id }) => id));

const hold = (code: string, text: string, checks: readonly CheckResult[] = []): Claim => ({
  decision: 'investigate',
  code,
  text,
  checks: idsOf(checks),
});

/** Critical services that fail, as weighed by the policy. */
export function failingServices({ survey, policy, incidents }: Case): Claim[] {
  const critical = survey.faults.filter((fault) => survey.isCritical(fault));
  const ours = critical.filter(({ roots }) =>
    survey.roots.some((root) => roots.includes(root.name) && !survey.isExternal(root)),
  );

  const claim = (code: string, decision: Claim['decision'], faults: readonly Fault[]): Claim[] => {
    if (faults.length === 0 || decision === 'promote') return [];
    const roots = faults.flatMap((fault) => fault.roots);
    const behind = incidents.filter(({ kind, root }) => kind === 'service' && roots.includes(root));
    const text = sortedUnique(behind.map(({ summary }) => summary)).join('; ');
    return [{ code, decision, text, checks: sortedUnique(behind.flatMap(({ explains }) => explains)) }];
  };
  const { failing, suspected, external } = policy.services;
  return [
    ...claim(
      'critical-service-failing',
      failing,
      ours.filter((fault) => !fault.suspected),
    ),
    ...claim(
      'critical-service-suspected',
      suspected,
      ours.filter((fault) => fault.suspected),
    ),
    ...claim(
      'external-service-failing',
      external,
      critical.filter((fault) => !ours.includes(fault)),
    ),
  ];
}

/** The policy's rules of which enough checks fail. */
export const brokenRules = ({ policy, standings }: Case): Claim[] =>
  policy.rules.flatMap((rule) => {
    const { failing, total } = tally(rule, standings);
    if (!fires(rule, { failing, total })) return [];
    return [{ code: rule.code, decision: rule.decision, text: sayShare(rule, failing, total), checks: idsOf(failing) }];
  });

function sayShare({ failing: limit, of }: Rule, failing: readonly CheckResult[], total: number): string {
  const [only, ...more] = failing;
  const blocked = failing.filter(({ outcome }) => outcome === 'blocked').length;
  const limited = 'moreThan' in limit ? `more than ${limit.moreThan} %` : `at least ${limit.atLeast} %`;
  return [
    `${failing.length} of ${counted(total, of.critical === true ? 'critical check' : 'check')} failed`,
    blocked === 0 ? '' : `, ${blocked} of them blocked`,
    limited === 'more than 0 %' ? '' : `: ${limited}`,
    only === undefined || more.length > 0 ? '' : `: ${only.id}`,
  ].join('');
}

/**
 * What could not be verified weighs as much as its failure would, but never more than `investigate`; so does what is
 * flaky, where the policy minds. A policy that bears a failure therefore also bears not knowing.
 */
export function doubts({ policy, standings }: Case): Claim[] {
  const having = (outcome: CheckResult['outcome']): CheckResult[] =>
    standings
      .map(({ check }) => check)
      .filter((check) => check.outcome === outcome && !(outcome === 'unverified' && check.unverified === 'withheld'));
  const wouldHold = (outcomes: readonly CheckResult['outcome'][]): boolean => {
    const supposed = suppose(standings, outcomes);
    return policy.rules.some((rule) => fires(rule, tally(rule, supposed)));
  };
  const unknown = having('unverified');
  const flaky = policy.flaky === 'holds' ? having('flaky') : [];

  return [
    ...(unknown.length > 0 && wouldHold(flaky.length > 0 ? ['unverified', 'flaky'] : ['unverified'])
      ? [hold('unverified', `${counted(unknown.length, 'check')} could not be verified`, unknown)]
      : []),
    ...(flaky.length > 0 && wouldHold(['flaky'])
      ? [hold('flaky', `${counted(flaky.length, 'check')} passed only when repeated`, flaky)]
      : []),
  ];
}

const isOpen = ({ check, passes }: Standing): boolean => !passes && check.outcome !== 'not-applicable';

const isAbout = ({ id, needs, grants }: CheckResult, name: string): boolean =>
  id === name || needs.includes(name) || grants.includes(name);

/** What the target or the operator insists on: nothing but a pass will do, also where a failure would be borne. */
export function unsatisfied({ evidence, standings }: Case): Claim[] {
  const missing = sortedUnique(evidence.mustVerify).filter((name) => {
    const about = standings.filter(({ check }) => isAbout(check, name));
    return about.some(isOpen) || !about.some(({ passes }) => passes);
  });
  const open = standings.filter(isOpen).map(({ check }) => check);
  const insisted = open.filter((check) => missing.some((name) => isAbout(check, name)));
  return [
    ...(missing.length > 0 ? [hold('must-verify', `${listed(missing)} must be verified and was not`, insisted)] : []),
    ...(evidence.strict && open.length > 0
      ? [hold('strict', `${counted(open.length, 'check')} did not pass, and the run is strict`, open)]
      : []),
  ];
}

/** Errors of the run itself. */
export const runErrors = ({ evidence }: Case): Claim[] =>
  evidence.errors.length > 0 ? [hold('run-error', sortedUnique(evidence.errors).join('; '))] : [];

/** Nothing is promoted on nothing. */
export function emptiness({ standings }: Case): Claim[] {
  if (standings.length === 0) return [hold('nothing-executed', 'no check was executed')];
  if (standings.some(({ passes }) => passes)) return [];
  const executed = standings.filter(({ check }) => check.outcome === 'failed').length;
  return executed === 0
    ? [hold('all-skipped', `none of ${counted(standings.length, 'check')} was executed`)]
    : [hold('nothing-passed', `none of ${counted(executed, 'executed check')} passed`)];
}

/** Levels for which no critical check vouches. One that failed does not: else a failure could look better than a skip. */
export function emptyLevels({ evidence, standings }: Case): Claim[] {
  const vouchers = standings.filter(({ check, passes }) => check.critical && passes).map(({ check }) => check.level);
  const empty = [...new Set(evidence.levels)].filter((level) => !vouchers.includes(level)).toSorted((a, b) => a - b);
  if (empty.length === 0) return [];
  const levels = listed(empty.map((level) => `level ${level}`));
  return [hold('no-critical-check-in-level', `no critical check of ${levels} was executed and passed`)];
}

/** The reason to promote. */
export function nothingHolds({ policy, standings }: Case): Claim {
  const passed = standings.filter(({ passes }) => passes).map(({ check }) => check);
  const warned = passed.filter(({ warnings }) => warnings.length > 0).length;
  const text = `${counted(passed.length, 'check')} passed${warned === 0 ? '' : `, ${warned} with warnings`}`;
  return { decision: 'promote', code: policy.promote, text, checks: [] };
}
