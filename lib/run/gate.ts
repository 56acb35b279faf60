import { printRefusal, type Refusal } from '../guard/refusal.js';
import { type CapabilityName } from '../target/capabilities.js';
import type { GrantDecision } from '../target/grants.js';
import { can, frontOf, servicesOf, type Target } from '../target/target.js';
import type { Observation } from '../verdict/evidence.js';
import type { Fault } from '../verdict/faults.js';
import { type Survey, surveyOf } from '../verdict/survey.js';
import type { CheckAbout, Withheld } from './check-notes.js';
import type { LookCheck } from './look-checks.js';

/** The last level whose checks run whatever the services' state: they are how one learns of it. */
const LOOKS_ITSELF = 2;

/**
 * The services that a check needs: those that it names, and those behind the capabilities and accounts that it uses. A
 * check of levels 1 and 2 that names none is about the deployment as a whole, and so about what answers at its origin.
 */
export function servicesBehind(about: CheckAbout, target: Target): string[] {
  const front = about.level <= LOOKS_ITSELF && about.services.length === 0 ? (frontOf(target) ?? []) : [];
  const needed = needsOf(about).flatMap((need) => servicesOf(target, need));
  return [...new Set([...about.services, ...[front].flat(), ...needed])];
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
  const part = about.states.find((place) => !isStated(target, place));
  if (part !== undefined) return notApplicable(`the target states no \`${part}\``);
  const role = about.accounts.find((account) => target.accounts[account] === undefined);
  return role === undefined ? undefined : notApplicable(`the target has no account \`${role}\``);
}

/** Whether something stands at a place such as `security.rateLimit`. */
const isStated = (target: Target, place: string): boolean =>
  place.split('.').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), target) !== undefined;

const isRecord = (part: unknown): part is Readonly<Record<string, unknown>> =>
  typeof part === 'object' && part !== null;

const notApplicable = (reason: string): Withheld => ({ outcome: 'not-applicable', reason });

function notGranted(about: CheckAbout, grants: GrantDecision): Withheld | undefined {
  const missing = about.grants.find((grant) => !grants.held.includes(grant));
  return missing === undefined
    ? undefined
    : { outcome: 'unverified', kind: 'withheld', reason: `needs the grant \`${missing}\`: ${grants.why}` };
}

/** The code of what a run had no time for. */
export const OUT_OF_TIME = 'SMOKE_OUT_OF_TIME';

/** Why a check is not begun any more, if the run has no time for it. Looks at services are few, and have limits of their own. Pure. */
export function outOfTime({ level }: CheckAbout, deadline: string | null, now: Date): Withheld | undefined {
  if (level <= LOOKS_ITSELF || deadline === null || now.getTime() < Date.parse(deadline)) return undefined;
  const reason = `the run had taken all of its time; \`timeouts.run\` of the target gives it more (${OUT_OF_TIME})`;
  return { outcome: 'unverified', kind: 'could-not', reason };
}

/**
 * What a check comes to that was about to do what is refused: what no grant permits, it was withheld from; what is no part of the
 * target, it could not verify. Pure.
 */
export const refused = (refusal: Refusal): Withheld => ({
  outcome: 'unverified',
  kind: refusal.code === 'SMOKE_FOREIGN_HOST' ? 'could-not' : 'withheld',
  reason: printRefusal(refusal),
});

/** What a failed check comes to whose page was not given what it asked of these hosts: that may be why it failed. Pure. */
export const deprived = (hosts: readonly string[]): Withheld => ({
  outcome: 'unverified',
  kind: 'could-not',
  reason: `it failed on a page that was not given what it asked of ${hosts.join(', ')}: name them in \`hosts\` of the target (SMOKE_FOREIGN_HOST)`,
});

function blocked(about: CheckAbout, target: Target, observations: readonly Observation[]): Withheld | undefined {
  // A check that signs in looks at what lies behind the sign-in, and not at a service.
  if (about.level <= LOOKS_ITSELF && about.accounts.length === 0) return undefined;
  const services = servicesBehind(about, target);
  const survey = surveyed(target, observations);
  // Health can lie, but where all that is needed says that it is well, an optional service behind it forbids nothing: the check tells.
  const vouched = services.every((service) => survey.sight(service).state === 'healthy');
  return blockedBy(services, survey, (root) => !vouched || survey.isCritical(root));
}

type Blocked = Extract<Withheld, { outcome: 'blocked' }>;
type LookAbout = Pick<LookCheck, 'service' | 'further'>;

/** Why a look that failed says nothing of its own service: something which that needs fails, or there was no more to ask of it. Pure. */
export function explained(check: LookAbout, target: Target, observations: readonly Observation[]): Blocked | undefined {
  const pointless = needless(check, target, observations);
  if (pointless !== undefined || check.service === undefined) return pointless;
  const withheld = blockedBy([check.service], surveyed(target, observations));
  return withheld?.by === check.service ? undefined : withheld;
}

/**
 * Why there is no more to ask of a service: it gives no answer at all, or fails for the sake of something that lets everybody wait,
 * as is known. Pure.
 */
export function needless(
  { service, further }: LookAbout,
  target: Target,
  observations: readonly Observation[],
): Blocked | undefined {
  if (service === undefined || further === undefined) return undefined;
  const survey = surveyed(target, observations);
  const { state, look } = survey.sight(service);
  if (state !== 'failing') return undefined;
  const withheld = blockedBy([service], survey);
  if (withheld === undefined) return undefined;
  const isSilent = look?.route === null && look.findings.every(({ code }) => code === 'http.no-answer');
  const waits = survey.sight(withheld.by).look?.findings.some(({ cause }) => cause === 'slow') ?? false;
  return isSilent || waits ? withheld : undefined;
}

const surveyed = (target: Target, observations: readonly Observation[]): Survey =>
  surveyOf({ nodes: [...target.nodes], observations: [...observations] });

function blockedBy(
  services: readonly string[],
  survey: Survey,
  counts: (root: Fault) => boolean = () => true,
): Blocked | undefined {
  const root = survey.rootsBehind(services).find(counts);
  if (root === undefined) return undefined;
  const [finding] = survey.sight(root.name).look?.findings ?? [];
  const because = finding === undefined ? 'it fails' : `${finding.code}, seen ${finding.actual}`;
  return { outcome: 'blocked', by: root.name, reason: `blocked by ${root.name}: ${because}` };
}
