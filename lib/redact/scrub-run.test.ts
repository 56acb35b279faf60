import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder, runFolder } from '../run/folder.js';
import { scrubRun } from './scrub-run.js';
import { entriesOf, zipOf } from './testing/archives.js';

const SECRET = 'open-sesame-42';
const root = mkdtempSync(join(tmpdir(), 'firstlight-run-'));
const folder = runFolder(root, 'run');

function put(path: string, content: string | Buffer): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

test('a run is scrubbed, what cannot be is deleted, and copies stay copies', async () => {
  createFolder(folder);
  const trace = await zipOf({ 'a.trace': `${SECRET}${'x'.repeat(70_000)}` }, false);
  const copies = [join(folder.artifacts, 'a', 'trace.zip'), join(folder.playwrightReport, 'data', 'a.zip')];
  for (const copy of copies) put(copy, trace);
  put(join(folder.artifacts, 'b', 'trace.zip'), trace.subarray(0, 100));
  put(join(folder.artifacts, `said ${SECRET}`, 'note.txt'), 'password=typed');
  put(join(folder.playwrightReport, 'trace', 'viewer.js'), `const password='of code';${SECRET}`);
  put(join(folder.temporary, 'left.txt'), SECRET);

  const { files, hidden, lost } = await scrubRun(folder, [SECRET]);

  expect(files).toBe(5);
  expect(hidden).toBe(4);
  expect(lost.map(({ file }) => file)).toEqual([join('artifacts', 'b', 'trace.zip')]);
  expect(readdirSync(folder.path).toSorted()).toEqual(['artifacts', 'playwright-report']);
  const [one, other] = copies.map((copy) => readFileSync(copy));
  expect(one).toEqual(other);
  expect((await entriesOf(one ?? Buffer.alloc(0)))['a.trace']?.subarray(0, 12).toString()).toBe('[redacted]xx');
  expect(readFileSync(join(folder.artifacts, 'said [redacted]', 'note.txt'), 'utf8')).toBe('password=[redacted]');
  expect(readFileSync(join(folder.playwrightReport, 'trace', 'viewer.js'), 'utf8')).toBe(
    "const password='of code';[redacted]",
  );
});
