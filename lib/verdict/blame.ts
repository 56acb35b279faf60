import { byText, canonicalOrder, grouped } from './canonical.js';
import type { CheckResult, Evidence, Incident } from './evidence.js';
import { checkIncident, faultIncident, passingIncident } from './incident.js';
import { explanationsOf } from './outcome.js';
import { samenessIn } from './sameness.js';
import { surveyOf, type Survey } from './survey.js';

/**
 * The root causes of all that is red, each with everything that it explains:
 *
 * - a service that fails while nothing that it needs does, or a cycle of them;
 * - a service that nobody could see and that its dependents point to (suspected);
 * - a service that failed during the run, held checks back, and was healthy again at the end: for these checks only;
 * - checks that fail although all that they need is healthy ("healthy, but broken"), one incident for each service, route and error.
 */
export function blame(evidence: Evidence, survey: Survey = surveyOf(evidence)): Incident[] {
  const red = canonicalOrder(evidence.checks).filter(isRed);
  const isExplained = (check: CheckResult): boolean => explanationsOf(check, survey).length > 0;
  const loose = red.filter((check) => !isExplained(check));
  const heldBack = grouped(loose, ({ outcome, blockedBy }) => (outcome === 'blocked' ? blockedBy : null));
  const alone = heldBack.get(null) ?? [];

  return [
    ...survey.roots.map((fault) => faultIncident(fault, red, survey)),
    ...[...heldBack].flatMap(([name, checks]) => (name === null ? [] : [passingIncident(name, checks, survey)])),
    ...[...grouped(alone, samenessIn(alone)).values()].map((checks) => checkIncident(checks, survey)),
  ].toSorted(inWeight);
}

const isRed = ({ outcome }: CheckResult): boolean => outcome === 'failed' || outcome === 'blocked';

const inWeight = (a: Incident, b: Incident): number =>
  Number(b.critical) - Number(a.critical) ||
  Number(a.external) - Number(b.external) ||
  Number(a.suspected) - Number(b.suspected) ||
  byText(b.kind, a.kind) ||
  b.explains.length - a.explains.length ||
  byText(a.root, b.root);
