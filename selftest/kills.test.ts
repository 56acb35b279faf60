import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'dotenv';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Stranger } from '../reference/testing/stranger.js';
import { Platform } from './platform.js';
import { suite } from './suite.js';

/** How often a run is killed; `KILLS=1000 npx vitest run selftest/kills.test.ts` for a night. */
const KILLS = Number(process.env['KILLS'] ?? 20);
/** Milliseconds after the first check within which it dies. */
const SOON = 3_000;

let platform: Platform;
let ledger: string;
let database: pg.Client;

/** What checks have made directly in the database, and not removed. */
const schemas = async (): Promise<unknown[]> =>
  (await database.query("select nspname from pg_namespace where nspname like 'smoke-%'")).rows;

beforeAll(async () => {
  platform = await Platform.start();
  const { environmentFile } = await platform.ready();
  database = new pg.Client({ connectionString: parse(readFileSync(environmentFile))['SMOKE_DATABASE_URL'] });
  await database.connect();
  ledger = mkdtempSync(join(tmpdir(), 'firstlight-ledger-'));
});

afterAll(async () => {
  await database.end();
  await platform.stop();
  rmSync(ledger, { recursive: true, force: true });
});

test(
  `runs that are killed ${KILLS} times leave nothing, and what is a stranger's stays`,
  async () => {
    const variables = { ...platform.variables, SMOKE_LEDGER_DIR: ledger };
    const stranger = await Stranger.signIn(platform.port);
    let left = 0;
    for (let kill = 0; kill < KILLS; kill += 1) {
      const signal = kill % 2 === 0 ? 'SIGKILL' : 'SIGTERM';
      await stranger.create(`smoke-20260101t000000-${kill.toString(16).padStart(4, '0')}-run-1`);
      await suite(['playwright', 'test', '--project=api'], variables, (child) =>
        child.stdout?.on('data', (chunk: Buffer) => {
          if (chunk.includes('Running')) setTimeout(() => child.kill(signal), Math.random() * SOON);
        }),
      );
      left += (await stranger.found()).length - stranger.names.length;
      const swept = await suite(['firstlight', 'sweep'], variables);
      expect(swept.code, swept.output).toBe(0);
      expect(await stranger.found(), `after kill ${kill} by ${signal}`).toEqual(stranger.names.toSorted());
      expect(await schemas(), `after kill ${kill} by ${signal}`).toEqual([]);
      expect(readdirSync(ledger)).toEqual([]);
    }
    // Else nothing was there to be swept, and nothing has been shown.
    expect(left).toBeGreaterThan(0);
  },
  KILLS * 30_000,
);

test('a run that is killed while it works in a database leaves nothing there', async () => {
  const variables = { ...platform.variables, SMOKE_LEDGER_DIR: ledger };
  const dying = async (child: ChildProcess): Promise<void> => {
    while ((await schemas()).length === 0 && child.exitCode === null) await pause(5);
    child.kill('SIGKILL');
  };
  let died: Promise<void> | undefined;
  await suite(['playwright', 'test', '--project=api', '--grep=deadlock'], variables, (child) => {
    died = dying(child);
  });
  await died;
  expect(await schemas()).not.toEqual([]);

  const swept = await suite(['firstlight', 'sweep'], variables);

  expect(swept.code, swept.output).toBe(0);
  expect(await schemas()).toEqual([]);
  expect(readdirSync(ledger)).toEqual([]);
});

test('what no ledger tells of is listed, and removed by its ids when that is confirmed; all else stays', async () => {
  const variables = { ...platform.variables, SMOKE_LEDGER_DIR: ledger };
  const stranger = await Stranger.signIn(platform.port);
  const young = `smoke-${new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 15).toLowerCase()}-0001-run-1`;
  const orphan = 'smoke-20260101t000000-ffff-run-1';
  const others = [young, 'smoke-signals', `${orphan} (copy)`, `my ${orphan}`];
  for (const name of [orphan, ...others]) await stranger.create(name);
  const before = await stranger.found();

  const listed = await suite(['firstlight', 'sweep', '--orphans'], variables);

  expect(listed.code, listed.output).toBe(0);
  expect(listed.output).toMatch(new RegExp(`resource \\S+ ${orphan}: DELETE /\\S+/[0-9a-f-]{36} as member`));
  expect(listed.output).toContain('left alone: 1 thing of run');
  expect(await stranger.found()).toEqual(before);

  const removed = await suite(['firstlight', 'sweep', '--orphans', '--confirm'], variables);

  expect(removed.code, removed.output).toBe(0);
  expect(await stranger.found()).toEqual(others.toSorted());
  expect(readdirSync(ledger)).toEqual([]);
});
