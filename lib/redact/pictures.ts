import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { digestOf } from './digest.js';
import type { Redactor } from './redactor.js';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const JPEG = Buffer.from([0xff, 0xd8, 0xff]);

/** Whether a content that begins so is a picture. */
export const isPicture = (head: Buffer): boolean =>
  head.subarray(0, PNG.length).equals(PNG) || head.subarray(0, JPEG.length).equals(JPEG);

/** One grey point. */
export const BLANK = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** What Playwright writes beside the pictures and the trace of a test: its page as text, among other things. */
const SNAPSHOT = 'error-context.md';
const PAGE = /^# Page snapshot$([^]*?)(?=^# |(?![^]))/m;
/** A password is shown as dots, but written out in the text. */
const DOTS = /^.*textbox "[^"\n]*passw.*$/gim;

/**
 * The files, by their digests, whose pictures show a known secret. Pictures cannot be read; but what was to be seen stands
 * beside them.
 */
export async function tellingFiles(files: readonly string[], known: Redactor): Promise<ReadonlySet<string>> {
  const digests = new Set<string>();
  for (const snapshot of files.filter((name) => name.endsWith(SNAPSHOT))) {
    const page = PAGE.exec(await readFile(snapshot, 'utf8'))?.[1]?.replaceAll(DOTS, '') ?? '';
    if (!known.finds(Buffer.from(page))) continue;
    const folder = dirname(snapshot);
    const beside = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
    for (const { name } of beside) digests.add(await digestOf(join(folder, name)));
  }
  return digests;
}
