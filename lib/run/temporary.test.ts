import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryPath } from './temporary.js';

/** A folder whose path has so many bytes. */
function folderOf(bytes: number): string {
  const scratch = mkdtempSync(join(tmpdir(), 't-'));
  const folder = join(scratch, 'x'.repeat(bytes - scratch.length - 1));
  mkdirSync(folder);
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  return folder;
}

test('a path that leaves room for a socket stays as it is', () => {
  const folder = folderOf(62);

  expect(temporaryPath(folder, 'run-1')).toBe(folder);
});

test('a longer path gets a short one that leads to the same place', () => {
  const folder = folderOf(63);
  const short = temporaryPath(folder, `run-${process.pid}`);
  onTestFinished(() => rmSync(short));

  expect(short).toBe(join(tmpdir(), `firstlight-run-${process.pid}`));
  expect(realpathSync(short)).toBe(realpathSync(folder));
});
