import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { assemble } from '../assemble.js';
import type { Results } from '../results.js';
import { RUNS, someRecords } from '../testing/runs.js';
import { entryOf } from './entry.js';
import { readHistory, remember, rememberedTargets } from './history.js';
import { type Met, meetHistory } from './join.js';
import { appendLine, readLines } from './lines.js';
import { anEntry } from './testing/entries.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'firstlight-history-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A run that meets those before it, and joins them. */
function meet(run: Results): Met {
  const met = meetHistory(run, folder);
  expect(met.join()).toEqual([]);
  return met;
}

test('full runs that were judged are remembered, and no others', () => {
  expect(entryOf(RUNS.green())).toMatchObject({ decision: 'promote' });
  expect(entryOf(RUNS.red())).toMatchObject({ decision: 'rollback', incidents: [{ root: 'postgres' }] });
  for (const results of [
    RUNS.chosen(),
    RUNS.stopped(),
    RUNS.misconfigured(),
    assemble(someRecords({ selection: 'probe' })),
  ])
    expect(entryOf(results)).toBeUndefined();
  const { results, join: add } = meetHistory(RUNS.chosen(), folder);
  expect([results, add()]).toEqual([RUNS.chosen(), []]);
  expect(readdirSync(folder)).toEqual([]);
});

test('what a service took down is told apart from what failed by itself', () => {
  const { failed, affected } = entryOf(RUNS.red())?.checks ?? {};

  expect(affected).toContain('one can sign in');
  expect(failed).toEqual([]);
});

test('a run meets those before it, and joins them', () => {
  const [first, second] = [1, 2].map((place) => ({ ...RUNS.green(), run_id: `run-${place}` }));
  if (first === undefined || second === undefined) throw new Error('there are two');

  expect([first, second].map((run) => meet(run).results.history?.runs)).toEqual([0, 1]);
  expect(readHistory(folder, 'shop').entries.map(({ run_id }) => run_id)).toEqual(['run-1', 'run-2']);
  expect(rememberedTargets(folder)).toEqual(['shop']);
});

test('a run that is judged again is remembered once', () => {
  for (const decision of ['rollback', 'promote'] as const) remember(folder, 'shop', anEntry(1, { decision }));

  expect(readHistory(folder, 'shop').entries).toEqual([anEntry(1)]);
});

test('damaged lines are left out and told; the line after one that was cut off is whole', () => {
  remember(folder, 'shop', anEntry(1));
  appendFileSync(join(folder, 'shop.jsonl'), '{"version":2}\nnonsense\n{"version":1,"run_id":"cut');
  const { results, warnings } = meet(RUNS.green());

  expect(warnings).toEqual(['3 lines in the history of shop cannot be read']);
  expect(results.history?.runs).toBe(0);
  expect(readHistory(folder, 'shop').entries).toHaveLength(2);
});

test('a history that cannot be read or written is told, and changes nothing else', () => {
  const place = join(folder, 'file');
  appendFileSync(place, '');
  const { results, warnings, join: add } = meetHistory(RUNS.green(), place);

  expect(results.verdict).toEqual(RUNS.green().verdict);
  expect([...warnings, ...add()].join('\n')).toMatch(/could not be added/);
});

test('processes that write at the same time lose no line, also while files are laid aside', async () => {
  const file = join(folder, 'shop.jsonl');
  const program = `
    const { appendLine } = await import(${JSON.stringify(new URL('./lines.ts', import.meta.url).href)});
    for (let n = 0; n < 150; n += 1) appendLine(${JSON.stringify(file)}, { who: process.argv[1], n }, 3_000);`;
  const run = promisify(execFile);
  await Promise.all(
    ['a', 'b', 'c'].map((who) => run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program, who])),
  );

  const { records, damaged } = readLines(file, z.object({ who: z.string(), n: z.number() }));
  expect(damaged).toBe(0);
  expect(new Set(records.map(({ who, n }) => `${who}${n}`)).size).toBe(450);
});

test('however long it goes on, it stays bounded, and keeps the newest', () => {
  const file = join(folder, 'shop.jsonl');
  for (let n = 0; n < 500; n += 1) appendLine(file, { n, filler: 'x'.repeat(50) }, 2_000);

  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  expect(bytes).toBeLessThan(4 * 2_200);
  expect(readLines(file, z.object({ n: z.number() }), 3).records.map(({ n }) => n)).toEqual([497, 498, 499]);
  const all = readLines(file, z.object({ n: z.number() })).records.map(({ n }) => n);
  expect(all).toEqual(Array.from({ length: all.length }, (_, place) => 500 - all.length + place));
  expect(readLines(file, z.object({ n: z.number() }), 50).records.map(({ n }) => n)).toEqual(all.slice(-50));
  expect(all.length).toBeGreaterThan(50);
  expect([existsSync(file), readFileSync(file, 'utf8').endsWith('\n')]).toEqual([true, true]);
});
