import Builder from 'fast-xml-builder';
import type { CheckResult, KnownIssue } from '../verdict/evidence.js';
import { knownOfCheck, sayKnown } from './known-issues.js';
import type { Results } from './results.js';

const RED: readonly CheckResult['outcome'][] = ['failed', 'flaky'];
const SKIPPED: readonly CheckResult['outcome'][] = ['blocked', 'unverified', 'not-applicable'];

/** XML has no way to write the other characters (https://www.w3.org/TR/xml/#charsets). */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * The results as JUnit XML, in the dialect that Jenkins and GitLab read: a suite for each area, what is blocked, unverified or
 * merely observed skipped with its reason. The verdict is a test of its own, so that a run which must not be promoted is red
 * also when no check is. Pure.
 */
export function printJunit(results: Results): string {
  const suites = [
    ...results.areas.map(({ area }) => suite(area, testsOf(area, results))),
    suite('verdict', [verdictOf(results)]),
  ];
  const builder = new Builder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const name = `${results.target} (${results.environment})`;
  const xml: string = builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'UTF-8' },
    testsuites: {
      ...attributes({ name, ...sumsOf(suites.map(({ sums }) => sums)) }),
      testsuite: suites.map((each) => each.xml),
    },
  });
  return xml.replaceAll(UNWRITABLE, '\u{FFFD}');
}

interface Test {
  readonly name: string;
  readonly area: string;
  readonly seconds: number;
  readonly failure?: { readonly message: string; readonly text: string };
  readonly skipped?: string;
}

interface Sums {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly time: number;
}

const attributes = (values: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`@_${name}`, value]));

const testsOf = (area: string, results: Results): Test[] =>
  results.checks.filter((check) => check.area === area).map((check) => testOf(check, knownOfCheck(results, check)));

function testOf(
  { id, area, observe, outcome, reason, impact, duration_ms: ms }: CheckResult,
  known: KnownIssue | undefined,
): Test {
  const test = { name: id, area, seconds: ms / 1_000 };
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

function verdictOf({ verdict, exit_code, errors, incidents }: Results): Test {
  const test = { name: 'the deployment may take traffic', area: 'verdict', seconds: 0 };
  if (exit_code === 0) return test;
  const message =
    verdict === null ? 'no verdict' : `${verdict.decision}: ${verdict.reasons.map(({ text }) => text).join('; ')}`;
  const text = [message, ...errors, ...incidents.map(({ summary, hint }) => `${summary}: ${hint}`)].join('\n');
  return { ...test, failure: { message, text } };
}

function suite(name: string, tests: readonly Test[]) {
  const sums: Sums = {
    tests: tests.length,
    failures: tests.filter(({ failure }) => failure !== undefined).length,
    errors: 0,
    skipped: tests.filter(({ skipped }) => skipped !== undefined).length,
    time: rounded(tests.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
  return { sums, xml: { ...attributes({ name, ...sums }), testcase: tests.map(caseOf) } };
}

const caseOf = ({ name, area, seconds, failure, skipped }: Test) => ({
  ...attributes({ name, classname: area, time: rounded(seconds) }),
  ...(failure && { failure: { '#text': failure.text, ...attributes({ message: failure.message }) } }),
  ...(skipped !== undefined && { skipped: attributes({ message: skipped }) }),
});

const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;

const sumsOf = (all: readonly Sums[]): Record<keyof Sums, number> => {
  const sum = (of: keyof Sums): number => rounded(all.reduce((total, sums) => total + sums[of], 0));
  return {
    tests: sum('tests'),
    failures: sum('failures'),
    errors: sum('errors'),
    skipped: sum('skipped'),
    time: sum('time'),
  };
};
