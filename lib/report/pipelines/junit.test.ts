import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { aCheck, aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import { printJunit } from './junit.js';
import { RUNS, someRecords } from '../testing/runs.js';

// What Jenkins' xUnit plugin admits (its junit-10.xsd): an attribute or element more, and it refuses the file.
const count = z.string().regex(/^\d+$/);
const time = z.string().regex(/^\d+(\.\d+)?$/);
/** What stands between elements. */
const blank = { '#text': z.string().regex(/^\s*$/).optional() };
const text = z.strictObject({ '@_message': z.string(), '#text': z.string().optional() }).optional();
const testCase = z.strictObject({
  ...blank,
  '@_name': z.string(),
  '@_classname': z.string(),
  '@_time': time,
  failure: text,
  skipped: text,
});
const sums = {
  ...blank,
  '@_name': z.string(),
  '@_tests': count,
  '@_failures': count,
  '@_errors': count,
  '@_time': time,
};
const suite = z.strictObject({ ...sums, '@_skipped': count, testcase: z.array(testCase) });
const junit = z.object({ testsuites: z.strictObject({ ...sums, testsuite: z.array(suite) }) });

const LISTS = ['testsuite', 'testcase'];
const parser = new XMLParser({ ignoreAttributes: false, isArray: (name) => LISTS.includes(name), trimValues: false });

function read(xml: string) {
  expect(XMLValidator.validate(xml)).toBe(true);
  return junit.parse(parser.parse(xml)).testsuites;
}

const casesIn = (xml: string) => read(xml).testsuite.flatMap(({ testcase }) => testcase);

test('a suite for each area, and one for the verdict', () => {
  const { testsuite, ...totals } = read(printJunit(RUNS.green()));

  expect(testsuite.map((each) => each['@_name'])).toEqual([...RUNS.green().areas.map(({ area }) => area), 'verdict']);
  expect(totals).toMatchObject({ '@_failures': '0', '@_tests': String(RUNS.green().tests.total + 1) });
});

test('what is blocked is skipped with its reason, what failed says what it means', () => {
  const cases = casesIn(printJunit(RUNS.red()));
  const blocked = cases.filter(({ skipped }) => skipped !== undefined);
  const failed = cases.filter(({ failure }) => failure !== undefined);

  expect(blocked.map(({ skipped }) => skipped?.['@_message'])).toContainEqual(expect.stringMatching(/^blocked: /));
  expect(failed.at(0)?.failure?.['#text']).toMatch(/impact: /);
});

test('a run that must not be promoted is red, whatever its checks are', () => {
  for (const results of [RUNS.red(), RUNS.misconfigured(), assemble(someRecords({ checks: [] }))]) {
    const verdict = casesIn(printJunit(results)).at(-1);

    expect(verdict?.failure?.['@_message'], results.run_id).toMatch(/no verdict|rollback|investigate/);
  }
});

test('whatever a deployment says, it can be read', () => {
  const reason = 'saw <b>"5 & 6"</b> ]]> \u0000\u001B[31m \uFFFF \u{1F600}';
  const xml = printJunit(
    assemble(someRecords({ checks: [aFailure('a "fact" < another', { reason }), aCheck('well')] })),
  );
  const [failed] = casesIn(xml);

  expect(failed?.['@_name']).toBe('a "fact" < another');
  expect(failed?.failure?.['@_message']).toBe('saw <b>"5 & 6"</b> ]]> \u{FFFD}\u{FFFD}[31m \u{FFFD} \u{1F600}');
});
