import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { fromBufferPromise } from 'yauzl';

/** Where a word was found, and how it was written there. */
export interface Sighting {
  readonly word: string;
  readonly place: string;
  readonly as: string;
}

/** Ways in which a word of letters and digits is written; all that is text writes it as it is. */
const WRITERS: Readonly<Record<string, (word: string) => Buffer[]>> = {
  text: (word) => [Buffer.from(word)],
  'UTF-16': (word) => [Buffer.from(word, 'utf16le')],
  hex: (word) => ['latin1', 'utf16le'].map((encoding) => hexOf(word, encoding === 'latin1' ? 'latin1' : 'utf16le')),
  base64: (word) => [0, 1, 2].map((offset) => base64Of(Buffer.from(word), offset)),
  'UTF-16 in base64': (word) => [0, 1, 2].map((offset) => base64Of(Buffer.from(word, 'utf16le'), offset)),
};

const hexOf = (word: string, encoding: 'latin1' | 'utf16le'): Buffer =>
  Buffer.from(Buffer.from(word, encoding).toString('hex'));

/** The characters that a word decides wholly when it begins at this place of a group of three bytes. */
function base64Of(word: Buffer, offset: number): Buffer {
  const code = Buffer.concat([Buffer.alloc(offset), word]).toString('base64');
  const bits = (offset + word.length) * 8;
  return Buffer.from(code.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6)));
}

/** Runs of base64 that are long enough to hold a word. */
const BASE64 = /[A-Za-z0-9+/_-]{24,}={0,2}/g;
const DEPTH = 6;

/** Searches every byte below a folder, unpacking whatever is packed. */
export async function scanFolder(folder: string, words: readonly string[]): Promise<Sighting[]> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const names = entries.flatMap(({ name }) => sightingsIn(Buffer.from(name), words, `the name of ${name}`));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(files.map((file) => scan(readFileSync(file), words, file.slice(folder.length + 1))));
  return [...names, ...found.flat()];
}

/** Searches some bytes, and whatever is packed in them. */
export async function scan(bytes: Buffer, words: readonly string[], place: string, depth = 0): Promise<Sighting[]> {
  if (depth > DEPTH) return [];
  const inner = [...(await unpacked(bytes)), ...(depth < 3 ? decoded(bytes) : [])];
  const found = await Promise.all(inner.map(([name, part]) => scan(part, words, `${place} > ${name}`, depth + 1)));
  return [...sightingsIn(bytes, words, place), ...found.flat()];
}

function sightingsIn(bytes: Buffer, words: readonly string[], place: string): Sighting[] {
  // Colours stand between the letters of a word where a difference is shown.
  const bare = Buffer.from(bytes.toString('latin1').replaceAll(COLOURS, ''), 'latin1');
  return words.flatMap((word) =>
    Object.entries(WRITERS).flatMap(([as, write]) =>
      write(word).some((written) => includes(bytes, written) || includes(bare, written)) ? [{ word, place, as }] : [],
    ),
  );
}

const COLOURS = new RegExp(`(?:${String.fromCharCode(27)}|\\\\+u001b)\\[[0-9;]*m`, 'g');

const includes = (bytes: Buffer, written: Buffer): boolean =>
  bytes.includes(written) ||
  (/^[0-9a-f]+$/.test(written.toString()) && bytes.includes(written.toString().toUpperCase()));

async function unpacked(bytes: Buffer): Promise<[name: string, content: Buffer][]> {
  if (bytes.subarray(0, 3).equals(Buffer.from([0x1f, 0x8b, 0x08]))) return [['gzip', gunzipSync(bytes)]];
  if (!bytes.subarray(0, 4).equals(Buffer.from('PK\x03\x04'))) return [];
  return Object.entries(await entriesOf(bytes));
}

/** What an archive holds. Throws when it cannot be opened. */
export async function entriesOf(archive: Buffer): Promise<Record<string, Buffer>> {
  const entries: Record<string, Buffer> = {};
  const zip = await fromBufferPromise(archive);
  for await (const entry of zip.eachEntry())
    entries[entry.fileName] = await buffer(await zip.openReadStreamPromise(entry));
  return entries;
}

const decoded = (bytes: Buffer): [name: string, content: Buffer][] =>
  [...bytes.toString('latin1').matchAll(BASE64)].map(({ 0: code, index }) => [
    `base64 at ${index}`,
    Buffer.from(code, 'base64'),
  ]);
