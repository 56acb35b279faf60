import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.js';
import { printProblem } from './errors.js';

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'firstlight-targets-'));
  put(
    'target.ts',
    `export default { name: 'shop', environment: 'test', origin: new URL('http://127.0.0.1:1'), services: { api: { kind: 'http' } } };`,
  );
});

afterAll(() => rmSync(root, { recursive: true }));

/** Writes a file of the target's folder. */
function put(name: string, content: string): void {
  const path = join(root, 'targets', 'shop', name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

const putIssues = (...issues: readonly object[]): void =>
  put('known-issues.json', JSON.stringify({ version: 1, issues }));

const read = (variables: Readonly<Record<string, string>> = {}) =>
  readConfiguration(root, { SMOKE_TARGET: 'shop', ...variables });

describe('known issues', () => {
  const stated = { kind: 'known-issue', owner: 'sam@example.org', reason: 'a fix is under way', expires: '2099-01-01' };

  test('are read with the configuration', async () => {
    putIssues({ ...stated, service: 'api' });

    expect(await read()).toMatchObject({ knownIssues: [{ ...stated, service: 'api' }], problems: [] });
  });

  test('all that is wrong with them comes together, and with what else is wrong', async () => {
    putIssues(
      { ...stated, check: 'a', expires: '2020-01-01' },
      { ...stated, service: 'apu' },
      { ...stated, service: 'apu' },
    );
    const { problems, target } = await read({ SMOKE_POLICY: 'matrx' });

    expect(problems.map(printProblem)).toEqual([
      expect.stringContaining('SMOKE_POLICY names no policy'),
      expect.stringMatching(/^targets\/shop\/known-issues\.json: check "a" of sam@example.org expired on 2020-01-01/),
      expect.stringContaining('service "apu" is listed twice'),
      expect.stringContaining('service "apu" is none of this target\'s. Did you mean "api"?'),
      expect.stringContaining('service "apu" is none'),
    ]);
    expect(target).toBeUndefined();
  });

  test('one that holds when the run begins holds until its end', async () => {
    putIssues({ ...stated, check: 'a', expires: '2026-01-01' });

    expect((await read({ SMOKE_RUN_BEGUN: String(Date.UTC(2026, 0, 1, 23, 59)) })).problems).toEqual([]);
    expect((await read({ SMOKE_RUN_BEGUN: String(Date.UTC(2026, 0, 2)) })).problems).toHaveLength(1);
  });

  test('what cannot be read is a problem', async () => {
    rmSync(join(root, 'targets', 'shop', 'known-issues.json'));
    mkdirSync(join(root, 'targets', 'shop', 'known-issues.json'));

    expect((await read()).problems.map(printProblem)).toEqual([expect.stringContaining('cannot be read')]);
  });
});
