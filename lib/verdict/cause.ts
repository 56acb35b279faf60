import type { Cause, Finding } from '../probes/finding.js';
import { byText, canonicalJson } from './canonical.js';
import type { CheckResult } from './evidence.js';

/** The most telling first: a bad certificate also makes a service unreachable, never the other way round. */
const MOST_TELLING: readonly Cause[] = [
  'not-started',
  'certificate',
  'misconfigured',
  'unreachable',
  'unauthorised',
  'stale-build',
  'unhealthy',
  'erroring',
  'contract-drift',
  'data',
  'slow',
];

const rank = (finding: Finding): number =>
  (finding.severity === 'fail' ? 0 : 100) + MOST_TELLING.indexOf(finding.cause);

/** Findings with the most telling first: failures before warnings. */
export const byTelling = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted(
    (a, b) => rank(a) - rank(b) || byText(a.code, b.code) || byText(canonicalJson(a), canonicalJson(b)),
  );

/** The class of what is wrong with a service that fails; without findings it is merely unhealthy. */
export const causeOf = (findings: readonly Finding[]): Cause => byTelling(findings)[0]?.cause ?? 'unhealthy';

const STATUS = /-> (\d{3})$/;

/** The class of what is wrong with a check that fails although all that it needs is healthy. */
export function causeOfCheck(check: CheckResult): Cause {
  if (check.cause !== null) return check.cause;
  const status = STATUS.exec(check.route ?? '')?.[1] ?? '';
  if (status === '401' || status === '403') return 'unauthorised';
  if (status === '404' || status === '405') return 'contract-drift';
  return 'erroring';
}
