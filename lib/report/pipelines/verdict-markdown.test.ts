import { expect, test } from 'vitest';
import { aFailure } from '../../verdict/testing/builders.js';
import { assemble } from '../assemble.js';
import { RUNS, someRecords } from '../testing/runs.js';
import { printVerdict } from './verdict-markdown.js';

/** What a comment on GitHub may hold. */
const LONGEST_COMMENT = 65_536;

test('the title is the verdict, then comes what to do', () => {
  const text = printVerdict(RUNS.red());

  expect(text).toMatch(/^## ⛔ rollback: shop \(staging\)\n/);
  expect(text).toContain('- try: start postgres');
});

test('what could not be judged is no verdict, and says why', () => {
  const text = printVerdict(RUNS.misconfigured());

  expect(text).toMatch(/^## No verdict/);
  expect(text).toContain('SMOKE\\_ORIGIN is not set');
});

test('warnings are counted and folded away', () => {
  const text = printVerdict(RUNS.degraded());

  expect(text).toMatch(/^## ✅ promote/);
  expect(text).toMatch(/<details><summary>\d+ warnings<\/summary>\n\n- `tcp\.refused` feed: seen /);
  expect(printVerdict(RUNS.green())).not.toContain('<details>');
});

// What differs in a number alone is one incident.
const inLetters = (place: number): string => String(place).replaceAll(/\d/g, (digit) => 'abcdefghij'.charAt(+digit));

test('thousands of failures still fit a comment, and those left out are counted', () => {
  const checks = Array.from({ length: 5_000 }, (_, place) =>
    aFailure(`fact ${place}`, { route: `GET /${inLetters(place)} -> 404` }),
  );
  const text = printVerdict(assemble(someRecords({ checks })));

  expect(text.length).toBeLessThan(LONGEST_COMMENT);
  expect(text).toMatch(/and \d+ more incidents/);
});

test('what a deployment says cannot become a link, a tag or a mention', () => {
  const reason = '<img src=x> [here](http://bad.example) @everyone `code`\n# heading';
  const text = printVerdict(assemble(someRecords({ checks: [aFailure('fact', { reason, critical: true })] })));

  expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\[here|@everyone|\n# heading/);
});
