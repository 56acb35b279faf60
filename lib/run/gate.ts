import { type CapabilityName } from '../target/capabilities.js';
import type { GrantDecision } from '../target/grants.js';
import { can, servicesOf, type Target } from '../target/target.js';
import type { Observation } from '../verdict/evidence.js';
import { surveyOf } from '../verdict/survey.js';
import type { CheckAbout, Withheld } from './check-notes.js';

/** The last level whose checks run whatever the services' state: they are how one learns of it. */
const LOOKS_ITSELF = 2;

/** The services that a check needs: those that it names, and those behind the capabilities and accounts that it uses. */
export function servicesBehind(about: CheckAbout, target: Target): string[] {
  return [...new Set([...about.services, ...needsOf(about).flatMap((need) => servicesOf(target, need))])];
}

/**
 * Why a check must not run, if it must not: the target cannot do it, does not permit it, or something that it needs
 * fails. Pure.
 */
export function withhold(
  about: CheckAbout,
  target: Target,
  grants: GrantDecision,
  observations: readonly Observation[],
): Withheld | undefined {
  return notOffered(about, target) ?? notGranted(about, grants) ?? blocked(about, target, observations);
}

// Whoever asks for an account signs in.
const needsOf = (about: CheckAbout): CapabilityName[] => [
  ...about.needs,
  ...(about.accounts.length > 0 && !about.needs.includes('auth') ? (['auth'] as const) : []),
];

function notOffered(about: CheckAbout, target: Target): Withheld | undefined {
  const capability = needsOf(about).find((need) => !can(target, need));
  if (capability !== undefined) return notApplicable(`the target declares no \`${capability}\``);
  const role = about.accounts.find((account) => target.accounts[account] === undefined);
  return role === undefined ? undefined : notApplicable(`the target has no account \`${role}\``);
}

const notApplicable = (reason: string): Withheld => ({ outcome: 'not-applicable', reason });

function notGranted(about: CheckAbout, grants: GrantDecision): Withheld | undefined {
  const missing = about.grants.find((grant) => !grants.held.includes(grant));
  return missing === undefined
    ? undefined
    : { outcome: 'unverified', kind: 'withheld', reason: `needs the grant \`${missing}\`: ${grants.why}` };
}

function blocked(about: CheckAbout, target: Target, observations: readonly Observation[]): Withheld | undefined {
  if (about.level <= LOOKS_ITSELF) return undefined;
  const survey = surveyOf({ nodes: [...target.nodes], observations: [...observations] });
  const [root] = survey.rootsBehind(servicesBehind(about, target));
  if (root === undefined) return undefined;
  const [finding] = survey.sight(root.name).look?.findings ?? [];
  const because = finding === undefined ? 'it fails' : `${finding.code}, seen ${finding.actual}`;
  return { outcome: 'blocked', by: root.name, reason: `blocked by ${root.name}: ${because}` };
}
