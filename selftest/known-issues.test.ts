import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Results } from '../lib/report/results.js';
import { Platform } from './platform.js';
import { projects, suite } from './suite.js';
import { TargetFolder } from './target-folder.js';

const EXPIRED = 'sign-in > an expired token is refused';

const issue = { kind: 'known-issue', owner: 'sam@example.org', reason: 'a fix is under way', expires: '2099-12-31' };

/** A policy that holds nothing back but what none may bear. */
const lenient = {
  name: 'lenient',
  version: 1,
  description: 'bears every failure',
  services: { failing: 'investigate', suspected: 'promote', external: 'promote' },
  flaky: 'passes',
  rules: [],
  promote: 'borne',
};

/** The reference platform's target once more, in a folder that may be written to. */
let folder: TargetFolder;
let platform: Platform;

beforeAll(async () => {
  folder = new TargetFolder(`export { default } from '../reference/target.js';\n`);
  mkdirSync(join(folder.path, 'policies'));
  folder.write('policies/lenient.json', JSON.stringify(lenient));
  platform = await Platform.start();
});

afterEach(async () => {
  await platform.heal();
});

afterAll(async () => {
  folder.remove();
  await platform.stop();
});

const variables = (): Record<string, string> => ({ ...platform.variables, SMOKE_TARGET: folder.name });

const know = (...issues: readonly object[]): void =>
  folder.write('known-issues.json', JSON.stringify({ version: 1, issues }));

/** Results as a file, for the command that judges them again. */
function stored(results: Results | undefined): string {
  const file = join(mkdtempSync(join(tmpdir(), 'firstlight-known-')), 'results.json');
  writeFileSync(file, JSON.stringify(results));
  return file;
}

test('a check that is known to fail runs, is shown with its owner, and does not hold promotion back', async () => {
  know({ ...issue, check: EXPIRED }, { ...issue, check: 'sign-in > an old token is refused' });
  await platform.switchOn('expired-token-admitted');
  const { code, output, results } = await suite(['firstlight', 'run'], variables());

  expect(results?.checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual([EXPIRED]);
  expect(results?.verdict?.decision).toBe('promote');
  expect(code).toBe(0);
  expect(output).toContain(`${EXPIRED}: failed, known issue of sam@example.org until 2099-12-31: a fix is under way`);
  expect(results?.findings).toContainEqual(expect.objectContaining({ code: 'config.stray-issue', severity: 'warn' }));

  const file = stored(results);
  know();
  const again = await suite(['firstlight', 'verdict', file, '--json']);
  expect(JSON.parse(again.output)).toEqual(JSON.parse(readFileSync(file, 'utf8')));
  expect(again.code).toBe(0);

  const unknown = stored(results === undefined ? undefined : forgotten(results));
  const strict = await suite(['firstlight', 'verdict', unknown]);
  expect(strict.output).toContain('ROLLBACK');
  expect(strict.code).toBe(1);

  const borne = await suite(['firstlight', 'verdict', unknown, '--policy', 'lenient']);
  expect(borne.output).toContain('PROMOTE');
  expect(borne.code).toBe(0);
});

/** The same results, had nobody known of anything. */
const forgotten = (results: Results): Results => ({
  ...results,
  known_issues: [],
  checks: results.checks.map((check) => ({ ...check, observe: false })),
});

test('an expired issue, a service that there is not, and a policy that cannot be read are told together', async () => {
  know({ ...issue, check: EXPIRED, expires: '2020-01-31' }, { ...issue, service: 'contnet' });
  writeFileSync(
    join(folder.path, 'policies', 'broken.json'),
    JSON.stringify({ ...lenient, name: 'broken', flaky: 'never' }),
  );
  const { code, output, results } = await suite(['firstlight', 'run', '--policy', 'broken'], variables());

  expect(output).toContain(`check "${EXPIRED}" of sam@example.org expired on 2020-01-31`);
  expect(output).toContain('Did you mean "content"?');
  expect(output).toContain('policies/broken.json: flaky: ');
  expect(results).toMatchObject({ exit_code: 2, verdict: null, checks: [] });
  expect(code).toBe(2);
});

test.each([
  ['at once', () => suite(['firstlight', 'run'], variables())],
  ['after the checks', () => projects(['health'], variables())],
])('a stopped service’s incident carries what it logged last, when it is told %s', async (_when, run) => {
  know();
  await platform.switchOn('content-stopped');
  const { results } = await run();

  const incident = results?.incidents.find(({ root }) => root === 'content');
  expect(incident?.log_lines).toContainEqual(expect.stringContaining('Server listening at'));
  expect(incident?.log_lines.length).toBeLessThanOrEqual(20);
});
