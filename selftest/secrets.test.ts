import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { databaseWith, newCanaries, passwordWith } from './leaks/canaries.js';
import { LeakingService } from './leaks/leaking-service.js';
import { scan, scanFolder, type Sighting } from './leaks/scanner.js';
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

const leak = (config: string) =>
  suite(['playwright', 'test', `--config=selftest/leaks/${config}`], {
    SMOKE_TARGET: basename(target),
    SMOKE_ORIGIN: service.origin,
    SMOKE_LEAK_HEADER: canaries.header,
    SMOKE_LEAK_TOKEN: canaries.token,
    SMOKE_DATABASE_URL: database,
    SMOKE_MEMBER_PASSWORD: password,
    LEAKS_FOLDER: stock,
    TMPDIR: temporary,
  });

beforeAll(async () => {
  service = await LeakingService.start(canaries);
  run = await leak('playwright.config.ts');
  folder = join(ROOT, 'reports', 'runs', run.results?.run_id ?? 'none');
});

afterAll(() => {
  service.stop();
  for (const path of [target, scratch, folder]) rmSync(path, { recursive: true, force: true });
});

const placesOf = (sightings: readonly Sighting[], words: readonly string[]): string[] =>
  sightings
    .filter(({ word }) => words.includes(word))
    .map(({ word, place, as }) => `${nameOf(word)} in ${place} as ${as}`);
const nameOf = (word: string): string => Object.entries(canaries).find(([, value]) => value === word)?.[0] ?? word;

describe('a run that fails where secrets are', () => {
  test('fails, and says so', () => {
    expect(run.code).toBe(1);
    expect(run.results?.checks.map(({ id, outcome }) => `${id}: ${outcome}`).toSorted()).toEqual([
      'leaks > a field cannot be filled: failed',
      'leaks > everything is shown: failed',
    ]);
  });

  test('leaves none of them in its folder, in its temporary folder, and in what it printed', async () => {
    const found = [
      ...(await scanFolder(folder, [...secrets, control])),
      ...(await scanFolder(temporary, secrets)),
      ...(await scan(Buffer.from(run.output), secrets, 'what it printed')),
    ];

    expect(placesOf(found, secrets)).toEqual([]);
    // What is no secret is found, also within archives: the search is worth something.
    expect(placesOf(found, [control]).some((place) => place.includes('trace.zip > resources/'))).toBe(true);
  });
});
