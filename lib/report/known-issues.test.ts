import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { KnownIssue } from '../verdict/evidence.js';
import { looks, outcomes } from '../verdict/testing/platform.js';
import { assemble, type Recorded } from './assemble.js';
import { printJunit } from './pipelines/junit.js';
import { printPage } from './page/page.js';
import { evidenceIn, judgeAgain } from './replay.js';
import { resultsSchema } from './results.js';
import { printSummary } from './summary.js';
import { someRecords } from './testing/runs.js';
import { printVerdict } from './pipelines/verdict-markdown.js';

const stated = { owner: 'sam@example.org', reason: 'a fix <b>is</b> under way', expires: '2026-03-10' };
const PAGES: KnownIssue = { ...stated, kind: 'known-issue', check: 'files have pages' };
const STORE: KnownIssue = { ...stated, kind: 'quarantine', service: 'store' };

const runWith = (knownIssues: readonly KnownIssue[], more: Partial<Recorded> = {}): Recorded => {
  const records = someRecords({ checks: outcomes(['files have pages']), ...more });
  return { ...records, preparation: { ...records.preparation, knownIssues: [...knownIssues] } };
};

test('what is known does not move the verdict, and the results tell who answers for it', () => {
  const results = assemble(runWith([PAGES]));

  expect(assemble(runWith([])).verdict?.decision).toBe('investigate');
  expect(results).toMatchObject({ verdict: { decision: 'promote' }, exit_code: 0, known_issues: [PAGES] });
  expect(results.tests.failed).toBe(1);
  expect(results.incidents).toMatchObject([{ root: 'files have pages' }]);
});

test('judged again from its file, it comes to the same', () => {
  const results = assemble(runWith([PAGES, STORE], { observations: looks(['store']) }));
  const read = resultsSchema.parse(structuredClone(results));

  expect(judgeAgain([read], evidenceIn(read))).toEqual(results);
});

describe('a known issue of a check that the run does not have', () => {
  const MISSPELT: KnownIssue = { ...PAGES, check: 'files have page' };

  test('is a warning that names the nearest', () => {
    const [finding] = assemble(runWith([MISSPELT])).findings;

    expect(finding).toMatchObject({ code: 'config.stray-issue', severity: 'warn' });
    expect(finding?.hint).toContain('"files have pages"');
  });

  test('is none where only some of the checks ran', () => {
    expect(assemble(runWith([MISSPELT], { selection: 'partial' })).findings).toEqual([]);
  });

  test('is found once all shards are together', () => {
    const shards = [1, 2].map((index) => assemble(runWith([MISSPELT], { shard: { index, total: 2 } })));

    expect(shards.flatMap(({ findings }) => findings)).toEqual([]);
    expect(judgeAgain(shards, evidenceIn(assemble(runWith([MISSPELT])))).findings).toHaveLength(1);
  });
});

describe('each report shows what is known in one line', () => {
  const results = assemble(runWith([PAGES, STORE]));
  const PAGES_LINE = 'files have pages: failed, known issue of sam@example.org until 2026-03-10: a fix';
  const STORE_LINE = 'store: healthy, quarantined by sam@example.org until 2026-03-10: a fix';

  test('the summary', () => {
    const text = stripVTControlCharacters(printSummary(results, { folder: 'reports/latest' }));
    expect(text).toContain(`\n${PAGES_LINE}`);
    expect(text).toContain(`\n${STORE_LINE}`);
    expect(text).toMatch(/^files have pages {2}.* \(known issue of sam@example.org until 2026-03-10\)$/m);
  });

  test('verdict.md, in which nobody is mentioned', () => {
    expect(printVerdict(results)).toContain(`- ${PAGES_LINE.replace('@', '@\u200B')}`);
    expect(printVerdict(results)).toMatch(/^### files have pages \(known issue of sam@\u200Bexample.org until/m);
  });

  test('index.html, also beside the check and on the incident', () => {
    const page = printPage(results);
    expect(page).toContain(`<li>${PAGES_LINE} &lt;b&gt;is`);
    expect(page.match(/known issue of sam@example.org until 2026-03-10/g)).toHaveLength(3);
    expect(page).toMatch(/store is healthy <.*>quarantined by sam@example.org until 2026-03-10</s);
  });

  test('junit.xml, as skipped: a pipeline must not be red because of it', () => {
    const xml = printJunit(results);
    expect(xml).toContain(
      '<skipped message="failed, known issue of sam@example.org until 2026-03-10: it did not answer"',
    );
    expect(xml).toMatch(/^<testsuites [^>]*failures="0"/m);
  });

  test('one that was not chosen is left out', () => {
    const chosen = assemble(runWith([PAGES, STORE], { selection: 'partial', checks: outcomes([]).slice(0, 1) }));
    expect(printVerdict(chosen)).not.toContain('files have pages');
    expect(printVerdict(chosen)).toContain('store: healthy');
  });

  test('one that is mended says so', () => {
    const mended = assemble(runWith([PAGES], { checks: outcomes([]) }));
    expect(printVerdict(mended)).toContain('files have pages: passed (mended?)');
  });
});
