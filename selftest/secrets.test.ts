import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseWith, newCanaries, passwordWith } from './leaks/canaries.js';
import { hasScript, inTerminal } from './leaks/in-terminal.js';
import { LeakingService } from './leaks/leaking-service.js';
import { readReport } from './leaks/report.js';
import { entriesOf, scan, scanFolder, type Sighting } from './leaks/scanner.js';
import { ROOT } from './platform.js';
import { suite, type SuiteRun } from './suite.js';

const canaries = newCanaries();
const { control, ...secret } = canaries;
const secrets = Object.values(secret);
const password = passwordWith(canaries.password);
const database = databaseWith(canaries.database);

const scratch = mkdtempSync(join(tmpdir(), 'firstlight-leaks-'));
const temporary = join(scratch, 'tmp');
const stock = join(scratch, 'stock');
mkdirSync(temporary);

/** The target, where targets are looked for. */
const target = mkdtempSync(join(ROOT, 'targets', 'selftest-'));
writeFileSync(join(target, 'target.ts'), `export { default } from '../../selftest/leaks/target.js';\n`);

let service: LeakingService;
let run: SuiteRun;
let folder: string;

const variables = (): Record<string, string> => ({
  SMOKE_TARGET: basename(target),
  SMOKE_ORIGIN: service.origin,
  SMOKE_LEAK_HEADER: canaries.header,
  SMOKE_LEAK_TOKEN: canaries.token,
  SMOKE_DATABASE_URL: database,
  SMOKE_MEMBER_PASSWORD: password,
  LEAKS_FOLDER: stock,
  TMPDIR: temporary,
});

const CONFIGURED = '--config=selftest/leaks/playwright.config.ts';
const RUNS = join(ROOT, 'reports', 'runs');

beforeAll(async () => {
  service = await LeakingService.start(canaries);
  run = await suite(['playwright', 'test', CONFIGURED], variables());
  folder = join(RUNS, run.results?.run_id ?? 'none');
});

afterAll(() => {
  service.stop();
  for (const path of [target, scratch, folder]) rmSync(path, { recursive: true, force: true });
});

/** Everything that is found in what a run has left and printed. */
const scanned = async (runFolder: string, output: string): Promise<Sighting[]> => [
  ...(await scanFolder(runFolder, [...secrets, control])),
  ...(await scanFolder(temporary, secrets)),
  ...(await scan(Buffer.from(output), secrets, 'what it printed')),
];

const placesOf = (sightings: readonly Sighting[], words: readonly string[]): string[] =>
  sightings
    .filter(({ word }) => words.includes(word))
    .map(({ word, place, as }) => `${nameOf(word)} in ${place} as ${as}`);
const nameOf = (word: string): string => Object.entries(canaries).find(([, value]) => value === word)?.[0] ?? word;

/** A text as it should be shown. */
const hidden = (text: string): string =>
  [database, password, canaries.token].reduce((shown, word) => shown.replaceAll(word, '[redacted]'), text);

/** The folders of the runs that verify our target. */
const runsOfOurs = (): string[] =>
  readdirSync(RUNS).filter((name) => {
    const context = join(RUNS, name, 'context.json');
    return existsSync(context) && readFileSync(context, 'utf8').includes(basename(target));
  });

function isJson(line: string): boolean {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

describe('a run that fails where secrets are', () => {
  test('fails, and says so', () => {
    expect(run.code).toBe(1);
    expect(run.results?.checks.map(({ id, outcome }) => `${id}: ${outcome}`).toSorted()).toEqual([
      'leaks > a field cannot be filled: failed',
      'leaks > everything is shown: failed',
    ]);
  });

  test('leaves none of them in its folder, in its temporary folder, and in what it printed', async () => {
    const found = await scanned(folder, run.output);

    expect(placesOf(found, secrets)).toEqual([]);
    // What is no secret is found, also within archives: the search is worth something.
    expect(placesOf(found, [control]).some((place) => place.includes('trace.zip > resources/'))).toBe(true);
  });

  test('shows what Playwright alone shows, but for the secrets, which it shows', async () => {
    const bare = await suite(['playwright', 'test', '--config=selftest/leaks/stock.config.ts'], variables());
    const found = [
      ...(await scanFolder(stock, secrets)),
      ...(await scan(Buffer.from(bare.output), secrets, 'what it printed')),
    ];

    const seen = Object.entries(secret).filter(([, word]) => found.some((sighting) => sighting.word === word));
    // The key of the application is sent by the suite's own client alone.
    expect(seen.map(([name]) => name).toSorted()).toEqual(
      Object.keys(secret)
        .filter((name) => name !== 'header')
        .toSorted(),
    );
    const files = new Set(found.map(({ place }) => place.split(' > ')[0]));
    console.log(`Playwright alone: ${files.size} places with secrets; with the suite: 0`);
    const expected = (await readReport(join(stock, 'playwright-report'))).map(({ title, steps, errors }) => ({
      title,
      steps: steps.map(hidden),
      errors: errors.map(hidden),
    }));
    expect(await readReport(join(folder, 'playwright-report'))).toEqual(expected);
  });

  test('leaves traces that can be read', async () => {
    const traces = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.zip'));
    expect(traces.length).toBeGreaterThanOrEqual(6);
    for (const trace of traces) {
      const entries = await entriesOf(readFileSync(join(folder, trace)));
      const lines = Object.entries(entries).flatMap(([name, content]) =>
        /\.(?:trace|network|stacks)$/.test(name) ? content.toString().split('\n') : [],
      );
      expect(lines.filter((line) => line !== '' && !isJson(line))).toEqual([]);
    }
  });

  test('leaves no picture of a page that shows them', async () => {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const pictures = files.filter((name) => name.endsWith('.png')).map((name) => readFileSync(join(folder, name)));
    const traces = files.filter((name) => name.endsWith('.zip')).map((name) => readFileSync(join(folder, name)));
    const packed = (await Promise.all(traces.map(entriesOf))).flatMap((entries) =>
      Object.values(entries).filter((content) =>
        /^(?:\u0089PNG|\u00ff\u00d8\u00ff)/.test(content.toString('latin1', 0, 4)),
      ),
    );

    expect(pictures.length).toBeGreaterThanOrEqual(2);
    expect(packed.length).toBeGreaterThanOrEqual(2);
    expect(Math.max(...[...pictures, ...packed].map(({ length }) => length))).toBeLessThan(100);
  });

  test.skipIf(!hasScript)('prints none of them in a terminal either', async () => {
    const before = runsOfOurs();
    const output = await inTerminal(`node node_modules/@playwright/test/cli.js test ${CONFIGURED}`, variables());
    const [own = 'none'] = runsOfOurs().filter((name) => !before.includes(name));

    expect(output).toContain('everything is shown');
    expect(placesOf(await scanned(join(RUNS, own), output), secrets)).toEqual([]);
    rmSync(join(RUNS, own), { recursive: true });
  });

  test('that is killed leaves its folder to be deleted by the next', async () => {
    const before = runsOfOurs();
    const left = (): string[] => runsOfOurs().filter((name) => !before.includes(name));
    const killed = await suite(['playwright', 'test', CONFIGURED], variables(), (child) => {
      const timer = setInterval(() => {
        const [own] = left();
        if (own === undefined || !existsSync(join(RUNS, own, 'artifacts'))) return;
        clearInterval(timer);
        child.kill('SIGKILL');
      }, 20);
    });
    expect(killed.results).toBeUndefined();
    const [own = 'none'] = left();
    expect(existsSync(join(RUNS, own, 'unscrubbed'))).toBe(true);

    const next = await suite(['playwright', 'test', CONFIGURED, '--grep=a field cannot be filled'], variables());

    expect(next.output).toContain(`deleted what run ${own} left`);
    expect(left()).toEqual([next.results?.run_id]);
    rmSync(join(RUNS, next.results?.run_id ?? 'none'), { recursive: true });
  });
});
