import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePorts, Platform, ROOT } from './platform.js';
import { suite, type SuiteRun } from './suite.js';
import { serve, type Served, shop, TargetFolder } from './target-folder.js';

const smoke = ['playwright', 'test', '--project=smoke'];

describe('a wrong configuration', () => {
  test('all problems come together, and results are written', async () => {
    const { code, output, results } = await suite(['firstlight', 'run'], {
      SMOKE_ORIGIN: 'nonsense',
      SMOKE_DATABASE_URL: '',
    });

    expect(code).toBe(2);
    expect(output).toContain('SMOKE_ORIGIN is not a URL: "nonsense"');
    expect(output).toContain('SMOKE_DATABASE_URL is set, but empty');
    expect(results).toMatchObject({ exit_code: 2, verdict: null });
    expect(output).not.toMatch(/^\s+at /m);
  });

  test.each([
    ['a target', ['run', '--target', 'refrence'], 'Did you mean "reference"?'],
    ['an environment', ['run', '--env', 'stagign'], 'Did you mean "staging"?'],
    ['an option', ['run', '--aera', 'health'], 'Did you mean --area?'],
    ['an area', ['run', '--area', 'helth'], 'Did you mean "health"?'],
    ['a policy', ['run', '--policy', 'matrx'], 'Did you mean "matrix"?'],
    ['a command', ['rnu'], 'Did you mean run?'],
  ])('%s that does not exist: the nearest is named', async (_what, args, said) => {
    const { code, output } = await suite(['firstlight', ...args]);

    expect(output).toContain(said);
    expect(code).toBe(2);
  });

  test.each([
    ['the runner', smoke],
    ['the command', ['firstlight', 'run']],
  ])('%s, and a platform of ours that cannot start: its own words, and results that say so', async (_, command) => {
    const { code, output, results } = await suite([...command], {
      REFERENCE_PORT: String(await freePorts()),
      REFERENCE_HOME: '/dev/null/nowhere',
    });

    expect(output).toContain('cannot be used: a part of its path is a file; set REFERENCE_HOME to another folder.');
    expect(results).toMatchObject({ target: 'reference', exit_code: 2, verdict: null, checks: [] });
    expect(results?.errors.join()).toMatch(/^the platform that we start did not start/);
    expect(code).toBe(2);
  });

  test('an address off this machine wants a target that says what stands there', async () => {
    const { code, output } = await suite(['firstlight', 'run'], { SMOKE_ORIGIN: 'https://shop.example' });

    expect(output).toContain('no target says what stands there');
    expect(code).toBe(2);
  });

  test('without our reporter there is no verdict, so it is refused with the line to type', async () => {
    const { code, output } = await suite([...smoke, '--reporter=line'], { SMOKE_TARGET: 'staging' });

    expect(output).toContain('--reporter=line,./reporters/firstlight.ts');
    expect(code).not.toBe(0);
  });
});

test('--list names each check once, and writes nothing', async () => {
  const before = runs();
  const { code, output } = await suite(['playwright', 'test', '--list']);
  const checks = output.split('\n').filter((line) => line.includes(' › '));

  expect(code).toBe(0);
  expect(checks.length).toBeGreaterThan(90);
  expect(new Set(checks.map((line) => line.replace(/^ *\[[^\]]*\]/, ''))).size).toBe(checks.length);
  expect(runs()).toEqual(before);
});

const runs = (): string[] => {
  const folder = join(ROOT, 'reports', 'runs');
  return existsSync(folder) ? readdirSync(folder) : [];
};

describe('somebody else’s platform', () => {
  let served: Served;
  const folders: TargetFolder[] = [];

  beforeAll(async () => {
    served = await serve((request, response) => {
      const healthy = request.url === '/healthz';
      response.writeHead(healthy ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(healthy ? { status: 'UP' } : { error: 'not found' }));
    });
  });

  afterAll(() => {
    for (const folder of folders) folder.remove();
    served.close();
  });

  function verify(before = '', command = smoke, limits = ''): Promise<SuiteRun> {
    const text = shop(`api: http({ health: '/healthz', critical: true })`, before);
    const folder = new TargetFolder(text.replace('services:', `${limits}services:`));
    folders.push(folder);
    return suite(command, { SMOKE_TARGET: folder.name, SMOKE_ORIGIN: served.origin });
  }

  test('a target of ten lines gives its generic checks and is promoted', async () => {
    const { code, results } = await verify();

    expect(results?.verdict?.decision).toBe('promote');
    expect(code).toBe(0);
    expect(results?.tests).toMatchObject({ failed: 0, blocked: 0, unverified: 0 });
    expect(results?.checks.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id)).toContain(
      'health > api says that it is healthy',
    );
    // What it does not state only warns.
    const protection = results?.checks.filter(({ area }) => area === 'security') ?? [];
    expect(protection.filter(({ outcome }) => outcome === 'passed')).toHaveLength(4);
    expect(protection.flatMap(({ warnings }) => warnings)).toMatchObject([
      { code: 'headers.protection', expected: 'x-content-type-options: nosniff' },
    ]);
  });

  test('a run that has no time left says what it did not verify, and does not promote', async () => {
    const { code, output, results } = await verify('', smoke, 'timeouts: { run: 1 }, ');

    expect(output).toMatch(/\d+ unverified: the run had taken all of its time;.* \(SMOKE_OUT_OF_TIME\)/);
    const unverified = results?.checks.filter(({ outcome }) => outcome === 'unverified') ?? [];
    expect(new Set(unverified.map(({ level }) => level))).toEqual(new Set([3]));
    expect(results?.checks.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(3);
    expect(results?.verdict?.decision).toBe('investigate');
    expect(code).toBe(1);
  });

  test('a selection of which everything is skipped is not green', async () => {
    const { code, output } = await verify('', ['playwright', 'test', '--project=websocket']);

    expect(output).toMatch(/none of \d+ chosen checks was executed/);
    expect(code).toBe(1);
  });

  test('a report that cannot be written holds promotion back, and results say so', async () => {
    const { code, results } = await verify(inTheWay('index.html'));

    expect(results?.verdict).toMatchObject({ decision: 'investigate', reasons: [{ code: 'run-error' }] });
    expect(results?.errors.join()).toMatch(/^the reports could not be written: .*index\.html/);
    expect(code).toBe(1);
  });

  test('results that cannot be written are no verdict', async () => {
    const { code, output, results } = await verify(inTheWay('results.json'));

    expect(output).toMatch(/results\.json could not be written, so that there is no verdict: .*/);
    expect(output).not.toMatch(/^\s+at /m);
    expect(results).toBeUndefined();
    expect(code).toBe(2);
  });
});

/** A folder where a run wants to write a file. */
const inTheWay = (file: string): string => `
import { mkdirSync } from 'node:fs';
mkdirSync(\`reports/runs/\${process.env['SMOKE_RUN_ID']}/${file}\`, { recursive: true });
`;

describe('a run that is stopped half-way', () => {
  let platform: Platform;

  beforeAll(async () => {
    platform = await Platform.start();
  });

  afterAll(async () => {
    await platform.stop();
  });

  test.each(['SIGINT', 'SIGTERM'] as const)('%s: what it created is gone, and its results say so', async (signal) => {
    const ledger = mkdtempSync(join(tmpdir(), 'firstlight-ledger-'));
    const { code, results } = await suite(
      smoke,
      { ...platform.variables, SMOKE_LEDGER_DIR: ledger },
      // Once checks are running; the runner is the child of npx.
      (child) =>
        child.stdout?.on('data', (chunk: Buffer) => {
          if (chunk.toString().includes('Running')) setTimeout(() => child.kill(signal), 4_000);
        }),
    );

    expect(code).toBe(2);
    expect(results?.partial).toBe(true);
    expect(results?.verdict).toBeNull();
    expect(results?.leftovers).toEqual([]);
    expect(readdirSync(ledger)).toEqual([]);
  });
});
