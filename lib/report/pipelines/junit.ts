import Builder from 'fast-xml-builder';
import { grouped } from '../../verdict/canonical.js';
import type { Results } from '../results.js';
import { type PipelineTest, testsIn } from './tests.js';

/** XML has no way to write the other characters (https://www.w3.org/TR/xml/#charsets). */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/**
 * The results as JUnit XML, in the dialect that Jenkins and GitLab read: a suite for each area, and one for the verdict. Pure.
 */
export function printJunit(results: Results): string {
  const suites = [...grouped(testsIn(results), ({ area }) => area)].map(([area, tests]) => suite(area, tests));
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

interface Sums {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
  readonly time: number;
}

const attributes = (values: Readonly<Record<string, string | number>>): Record<string, string | number> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`@_${name}`, value]));

function suite(name: string, tests: readonly PipelineTest[]) {
  const sums: Sums = {
    tests: tests.length,
    failures: tests.filter(({ failure }) => failure !== undefined).length,
    errors: 0,
    skipped: tests.filter(({ skipped }) => skipped !== undefined).length,
    time: rounded(tests.reduce((sum, { seconds }) => sum + seconds, 0)),
  };
  return { sums, xml: { ...attributes({ name, ...sums }), testcase: tests.map(caseOf) } };
}

const caseOf = ({ name, area, seconds, failure, skipped }: PipelineTest) => ({
  ...attributes({ name, classname: area, time: rounded(seconds) }),
  ...(failure && { failure: { '#text': failure.text, ...attributes({ message: failure.message }) } }),
  ...(skipped !== undefined && { skipped: attributes({ message: skipped }) }),
});

const rounded = (seconds: number): number => Math.round(seconds * 1_000) / 1_000;

// Jenkins' schema has no `skipped` here.
const sumsOf = (all: readonly Sums[]): Omit<Sums, 'skipped'> => {
  const sum = (of: keyof Sums): number => rounded(all.reduce((total, sums) => total + sums[of], 0));
  return { tests: sum('tests'), failures: sum('failures'), errors: sum('errors'), time: sum('time') };
};
