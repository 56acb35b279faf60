import { mkdirSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder, runFolder } from '../run/folder.js';
import { BLANK } from './pictures.js';
import { Redactor } from './redactor.js';
import { scrubRun } from './scrub-run.js';
import { entriesOf, zipOf } from './testing/archives.js';

const SECRET = 'open-sesame-42';
/** What begins as a picture does. */
const PICTURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]);
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
  const [shown, plain] = [PICTURE, Buffer.concat([PICTURE, Buffer.from('another')])];
  const snapshot = (text: string): string => `# Page snapshot\n\n- textbox "Password": ${SECRET}\n- text: ${text}\n`;
  put(join(folder.artifacts, 'c', 'error-context.md'), snapshot(`yours: ${SECRET}`));
  put(join(folder.artifacts, 'c', 'trace.zip'), await zipOf({ 'attachments/1': shown }));
  for (const copy of [join(folder.artifacts, 'c'), folder.allureResults]) put(join(copy, 'c.png'), shown);
  put(join(folder.artifacts, 'd', 'error-context.md'), snapshot('nothing of interest'));
  put(join(folder.artifacts, 'd', 'd.png'), plain);
  put(join(folder.temporary, 'left.txt'), SECRET);
  put(folder.results, '{}');

  const { files, hidden, lost } = await scrubRun(folder, new Redactor([SECRET]));

  expect(files).toBe(12);
  expect(readlinkSync(join(root, 'reports', 'latest'))).toBe(join('runs', 'run'));
  expect(hidden).toBe(10);
  expect(lost.map(({ file }) => file)).toEqual([join('artifacts', 'b', 'trace.zip')]);
  expect(readdirSync(folder.path).toSorted()).toEqual([
    'allure-results',
    'artifacts',
    'playwright-report',
    'results.json',
  ]);
  const [one, other] = copies.map((copy) => readFileSync(copy));
  expect(one).toEqual(other);
  expect((await entriesOf(one ?? Buffer.alloc(0)))['a.trace']?.subarray(0, 12).toString()).toBe('[redacted]xx');
  expect(readFileSync(join(folder.artifacts, 'said [redacted]', 'note.txt'), 'utf8')).toBe('password=[redacted]');
  expect(readFileSync(join(folder.playwrightReport, 'trace', 'viewer.js'), 'utf8')).toBe(
    "const password='of code';[redacted]",
  );
  for (const copy of [join(folder.artifacts, 'c'), folder.allureResults])
    expect(readFileSync(join(copy, 'c.png'))).toEqual(BLANK);
  expect(await entriesOf(readFileSync(join(folder.artifacts, 'c', 'trace.zip')))).toEqual({ 'attachments/1': BLANK });
  expect(readFileSync(join(folder.artifacts, 'd', 'd.png'))).toEqual(plain);
});
