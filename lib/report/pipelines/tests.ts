import type { CheckResult, KnownIssue } from '../../verdict/evidence.js';
import { knownOfCheck, sayKnown } from '../known-issues.js';
import type { Results } from '../results.js';

/** A test as pipelines know it: passed, failed or skipped. */
export interface PipelineTest {
  readonly name: string;
  readonly area: string;
  readonly seconds: number;
  readonly failure?: { readonly message: string; readonly text: string };
  /** Why it did not count. */
  readonly skipped?: string;
  /** The check that it is; missing for the verdict. */
  readonly check?: CheckResult;
}

const RED: readonly CheckResult['outcome'][] = ['failed', 'flaky'];
const SKIPPED: readonly CheckResult['outcome'][] = ['blocked', 'unverified', 'not-applicable'];

/**
 * The results as tests of a pipeline, area by area: what is blocked, unverified or merely observed is skipped with its reason.
 * The verdict is a test of its own, the last, so that a run which must not be promoted is red also when no check is. Pure.
 */
export const testsIn = (results: Results): PipelineTest[] => [
  ...results.areas.flatMap(({ area }) =>
    results.checks.filter((check) => check.area === area).map((check) => testOf(check, knownOfCheck(results, check))),
  ),
  verdictOf(results),
];

function testOf(check: CheckResult, known: KnownIssue | undefined): PipelineTest {
  const { id, area, observe, outcome, reason, impact, duration_ms: ms } = check;
  const test = { name: id, area, seconds: ms / 1_000, check };
  // What must not hold the deployment back must not turn a pipeline red either.
  if (RED.includes(outcome) && observe) {
    const why = known === undefined ? 'merely observed' : sayKnown(known);
    return { ...test, skipped: `${outcome}, ${why}: ${reason ?? 'no reason'}` };
  }
  if (RED.includes(outcome)) {
    return { ...test, failure: { message: reason ?? outcome, text: `${reason ?? outcome}\nimpact: ${impact}` } };
  }
  return SKIPPED.includes(outcome) ? { ...test, skipped: `${outcome}: ${reason ?? 'no reason'}` } : test;
}

function verdictOf({ verdict, exit_code, errors, incidents }: Results): PipelineTest {
  const test = { name: 'the deployment may take traffic', area: 'verdict', seconds: 0 };
  if (exit_code === 0) return test;
  const message =
    verdict === null ? 'no verdict' : `${verdict.decision}: ${verdict.reasons.map(({ text }) => text).join('; ')}`;
  const text = [message, ...errors, ...incidents.map(({ summary, hint }) => `${summary}: ${hint}`)].join('\n');
  return { ...test, failure: { message, text } };
}
