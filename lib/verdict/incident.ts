import type { Finding } from '../probes/finding.js';
import { sortedUnique } from './canonical.js';
import { byTelling, causeOf, causeOfCheck } from './cause.js';
import { isCriticalCheck } from './criticality.js';
import type { CheckResult, Incident } from './evidence.js';
import type { Fault } from './faults.js';
import { explanationsOf } from './outcome.js';
import { shutOutOf } from './sameness.js';
import type { Survey } from './survey.js';
import { hintForCheck, hintForService, sayBroken, sayFailing, saySuspected, sayUnstable } from './words.js';

type Checks = readonly CheckResult[];

const explained = (checks: Checks, findings: readonly Finding[] = []) => ({
  findings: [...findings],
  explains: sortedUnique(checks.map(({ id }) => id)),
  correlation_ids: sortedUnique(
    [
      ...checks.map((check) => check.correlation_id),
      ...findings.map(({ evidence }) => evidence['correlation_id']),
    ].filter((id) => typeof id === 'string'),
  ),
  log_lines: [],
  traces: [],
});

const hintFor = (name: string, findings: readonly Finding[], survey: Survey): string =>
  findings[0]?.hint ?? hintForService(name, survey.graph.nodes.get(name)?.kind ?? '');

/** The services that fail because of a root fault, and those that nobody could see through what fails because of it. */
function affectedBy(fault: Fault, survey: Survey): string[] {
  const isHit = (name: string): boolean => survey.faultOf(name)?.roots.includes(fault.name) === true;
  const isHidden = (name: string): boolean => survey.sight(name).silenced && survey.graph.viaChain(name).some(isHit);
  return [...survey.graph.nodes.keys()].filter(
    (name) => !fault.members.includes(name) && (isHit(name) || isHidden(name)),
  );
}

/** The incident of a fault that nothing else explains. */
export function faultIncident(fault: Fault, red: Checks, survey: Survey): Incident {
  const checks = red.filter((check) => explanationsOf(check, survey).includes(fault));
  const affects = affectedBy(fault, survey);
  const findings = byTelling(fault.members.flatMap((member) => survey.sight(member).look?.findings ?? []));
  const faults = [fault, ...affects.map((name) => survey.faultOf(name)).filter((other) => other !== undefined)];
  const cause = causeOf(findings);
  return {
    root: fault.name,
    kind: 'service',
    suspected: fault.suspected,
    members: [...fault.members],
    critical: faults.some(survey.isCritical) || checks.some((check) => isCriticalCheck(check, survey)),
    external: survey.isExternal(fault),
    cause,
    summary: fault.suspected
      ? saySuspected(fault.members, witnessesOf(fault, survey))
      : sayFailing(fault.members, cause, findings[0]),
    hint: hintFor(fault.name, findings, survey),
    affects,
    ...explained(checks, findings),
  };
}

/** Those whose health bodies accuse a suspect, or that need it and fail. */
function witnessesOf(fault: Fault, survey: Survey): string[] {
  const accuses = (name: string): boolean =>
    survey.sight(name).look?.accuses.some((accused) => fault.members.includes(accused)) === true;
  const failsOver = (name: string): boolean =>
    survey.sight(name).state === 'failing' && fault.members.some((member) => survey.graph.needs(name, member));
  return [...survey.graph.nodes.keys()].filter((name) => accuses(name) || failsOver(name));
}

/** The incident of a service that held checks back and that did not fail at the end of the run. */
export function passingIncident(name: string, checks: Checks, survey: Survey): Incident {
  const { failure } = survey.sight(name);
  const findings = byTelling(failure?.findings ?? []);
  return {
    root: name,
    kind: 'service',
    suspected: failure === null,
    members: [name],
    critical: checks.some((check) => isCriticalCheck(check, survey)),
    external: survey.graph.nodes.get(name)?.external === true,
    cause: causeOf(findings),
    summary: failure === null ? saySuspected([name], []) : sayUnstable(name, findings[0]),
    hint: hintFor(name, findings, survey),
    affects: [],
    ...explained(checks, findings),
  };
}

/** Who cannot get in, and then what strangers may do, names an incident before what else people cannot do. */
const harm = (check: CheckResult): number =>
  2 * ['security', 'authentication'].indexOf(check.area) + Number(check.critical && shutOutOf(check) !== undefined);

/** The incident of checks that fail alike although all that they need is healthy. */
export function checkIncident(checks: Checks, survey: Survey): Incident {
  const [first] = checks.toSorted(
    (a, b) => Number(b.foundation) - Number(a.foundation) || harm(b) - harm(a) || (a.id < b.id ? -1 : 1),
  );
  const id = first?.id ?? '';
  return {
    root: id,
    kind: 'check',
    suspected: false,
    members: [id],
    critical: checks.some((check) => isCriticalCheck(check, survey)),
    external: false,
    cause: first === undefined ? 'erroring' : causeOfCheck(first),
    summary: first === undefined ? '' : sayBroken(first, checks.length),
    hint: first === undefined ? '' : hintForCheck(first),
    affects: [],
    ...explained(checks),
  };
}
