import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { thisProcess } from '../data/run-lock.js';
import { deleteUnscrubbed, markUnscrubbed } from './unscrubbed.js';

test('the folder of a killed run is deleted, and no other', () => {
  const runs = mkdtempSync(join(tmpdir(), 'firstlight-runs-'));
  for (const run of ['own', 'alive', 'killed', 'scrubbed', 'unreadable']) mkdirSync(join(runs, run));
  for (const run of ['own', 'alive']) markUnscrubbed(join(runs, run, 'unscrubbed'));
  const { host } = thisProcess();
  writeFileSync(join(runs, 'killed', 'unscrubbed'), `${JSON.stringify({ pid: 4_000_001, host })}\n`);
  writeFileSync(join(runs, 'unreadable', 'unscrubbed'), '');

  const observer = { ...thisProcess(), pid: 4_000_000, isRunning: (pid: number) => pid === process.pid };
  expect(deleteUnscrubbed(runs, 'own', observer).toSorted()).toEqual(['killed', 'unreadable']);
  expect(['own', 'alive', 'scrubbed', 'killed'].filter((run) => existsSync(join(runs, run)))).toEqual([
    'own',
    'alive',
    'scrubbed',
  ]);
});
