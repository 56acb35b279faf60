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

describe('the policy', () => {
  const lenient = {
    name: 'lenient',
    version: 1,
    description: 'bears one failure in ten',
    services: { failing: 'rollback', suspected: 'promote', external: 'promote' },
    flaky: 'passes',
    rules: [{ code: 'too-many', decision: 'rollback', failing: { moreThan: 10 } }],
    promote: 'borne',
  };
  const broken = { ...lenient, name: 'broken', rules: [{ ...lenient.rules[0], failing: { moreThan: 200 } }] };

  beforeAll(() => {
    put('policies/lenient.json', JSON.stringify(lenient));
    put('policies/broken.json', JSON.stringify(broken));
    put('policies/matrix.json', JSON.stringify({ ...lenient, name: 'matrix' }));
  });

  test('is the default one, a shipped one, or the target’s own', async () => {
    expect((await read()).policy.name).toBe('default');
    expect((await read({ SMOKE_POLICY: 'percent-20' })).policy.name).toBe('percent-20');
    expect(await read({ SMOKE_POLICY: 'lenient' })).toMatchObject({ policy: lenient, problems: [] });
  });

  test.each([
    ['misspelt', 'leniet', 'SMOKE_POLICY names no policy: "leniet". Did you mean "lenient"?'],
    ['outside of its folder', '../target', 'SMOKE_POLICY names no policy'],
    ['broken', 'broken', 'targets/shop/policies/broken.json: rules[0].failing.moreThan: '],
    ['called like a shipped one', 'matrix', 'targets/shop/policies/matrix.json: it is called like a shipped policy'],
  ])('one that is %s is a problem', async (_how, name, said) => {
    const { problems, target } = await read({ SMOKE_POLICY: name });

    expect(problems.map(printProblem)).toEqual([expect.stringContaining(said)]);
    expect(target).toBeUndefined();
  });
});

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
