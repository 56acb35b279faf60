import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Redactor } from './redactor.js';
import { scrubFile } from './scrub-file.js';
import { entriesOf, zipOf } from './testing/archives.js';

const SECRET = 'hunter2 & "friends"';
const known = new Redactor([SECRET], { shapes: false });
const both = new Redactor([SECRET]);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'firstlight-scrub-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** Scrubs a file of this content and gives what it holds then. */
async function scrub(content: string | Buffer, limit?: number): Promise<Buffer> {
  const file = join(folder, 'file');
  await writeFile(file, content);
  await scrubFile(file, { redactor: both, within: both, scratch: folder, ...(limit === undefined ? {} : { limit }) });
  expect(await readdir(folder)).toEqual(['file']);
  return readFile(file);
}

const text = (bytes: Buffer | undefined): string => bytes?.toString() ?? '';

const page = (archive: Buffer): string =>
  `<script>token="of the page"</script><script>data:application/zip;base64,${archive.toString('base64')}</script>`;

describe('an archive', () => {
  test('keeps its entries and their names, without secrets', async () => {
    const entries = await entriesOf(
      await scrub(
        await zipOf({
          '0-trace.network': JSON.stringify({ name: 'cookie', value: 'sid=1' }),
          'resources/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b.json': JSON.stringify({ note: SECRET }),
          'resources/picture.png': Buffer.from([0x89, 0x50, 0, 1, 2, 3]),
          'empty.txt': '',
        }),
      ),
    );

    expect(Object.keys(entries)).toEqual([
      '0-trace.network',
      'resources/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b.json',
      'resources/picture.png',
      'empty.txt',
    ]);
    expect(text(entries['0-trace.network'])).toBe('{"name":"cookie","value":"[redacted]"}');
    expect(text(entries['resources/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b.json'])).toBe('{"note":"[redacted]"}');
    expect(entries['resources/picture.png']).toEqual(Buffer.from([0x89, 0x50, 0, 1, 2, 3]));
  });

  test('within an archive, stored or not, is scrubbed, too', async () => {
    const inner = await zipOf({ 'note.txt': SECRET });
    const outer = await entriesOf(await scrub(await zipOf({ 'inner.zip': inner }, false)));
    const entries = await entriesOf(outer['inner.zip'] ?? Buffer.alloc(0));
    expect(text(entries['note.txt'])).toBe('[redacted]');
  });

  test.each([0, 1, 2])('in base64 in a page is scrubbed, and the page is left (%i)', async (more) => {
    const inner = await zipOf({ 'report.json': JSON.stringify({ note: SECRET, more: 'x'.repeat(more) }) });
    const file = join(folder, 'index.html');
    await writeFile(file, page(inner));

    await scrubFile(file, { redactor: known, within: both, scratch: folder });

    const shown = await readFile(file, 'utf8');
    const archive = Buffer.from(/base64,([^<]*)/.exec(shown)?.[1] ?? '', 'base64');
    expect(shown).toBe(page(archive));
    expect(JSON.parse(text((await entriesOf(archive))['report.json']))).toMatchObject({ note: '[redacted]' });
  });

  test('of one file is scrubbed', async () => {
    expect(text(gunzipSync(await scrub(gzipSync(`said ${SECRET}`))))).toBe('said [redacted]');
  });

  test('that unpacks to too much is refused', async () => {
    const bomb = await zipOf({ zeros: Buffer.alloc(20_000_000) });
    await expect(scrub(bomb, 1_000_000)).rejects.toMatchObject({ code: 'SMOKE_ARCHIVE_TOO_LARGE' });
    expect(await readFile(join(folder, 'file'))).toEqual(bomb);
  });

  test('within too many others is refused', async () => {
    let archive = await zipOf({ 'note.txt': SECRET });
    for (let depth = 0; depth < 6; depth += 1) archive = await zipOf({ 'inner.zip': archive }, false);
    await expect(scrub(archive)).rejects.toMatchObject({ code: 'SMOKE_ARCHIVE_TOO_LARGE' });
  });

  test('that cannot be read is refused, and hidden where it is part of a text', async () => {
    const broken = (await zipOf({ 'note.txt': SECRET.repeat(50) })).subarray(0, 90);
    await expect(scrub(broken)).rejects.toThrow();
    expect(text(await scrub(`{"body":"${broken.toString('base64')}"}`))).toBe('{"body":"[redacted]"}');
  });
});

describe('a file', () => {
  test('with nothing to hide is not touched', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'nothing of interest');
    const before = await stat(file);

    expect(await scrubFile(file, { redactor: both, within: both, scratch: folder })).toBe(0);
    expect((await stat(file)).ino).toBe(before.ino);
  });

  test('of many megabytes is scrubbed to its end', async () => {
    const line = `a line, and then ${SECRET}\n`;
    const shown = await scrub(line.repeat(100_000));
    expect(text(shown)).toBe('a line, and then [redacted]\n'.repeat(100_000));
  });
});
