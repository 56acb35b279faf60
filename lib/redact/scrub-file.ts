import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { scrubbed } from './content.js';
import type { Redactor } from './redactor.js';

/** What a file is scrubbed with. */
export interface Scrubbing {
  readonly redactor: Redactor;
  /** For what is in its archives. */
  readonly within: Redactor;
  /** A folder on the same disk for what is not finished. */
  readonly scratch: string;
  /** Whether its pictures show what must be hidden. */
  readonly blank?: boolean;
  /** Bytes that its archives may unpack to. */
  readonly limit?: number;
}

const LIMIT = 4 * 1024 ** 3;
const CHUNK = 1024 ** 2;

/**
 * Hides secrets in a file of any size: a plain one, a zip or gzip archive, or a text with archives in base64. It is replaced
 * in one step, and only when there was something to hide; gives how much. Throws when it cannot; then the file is as it was.
 */
export async function scrubFile(
  path: string,
  { scratch, limit = LIMIT, blank = false, ...redactors }: Scrubbing,
): Promise<number> {
  const folder = await mkdtemp(join(scratch, 'scrub-'));
  const tally = { hits: 0, left: limit };
  try {
    const part = join(folder, 'part');
    const { mode } = await stat(path);
    const content = scrubbed(createReadStream(path, { highWaterMark: CHUNK }), {
      ...redactors,
      blank,
      scratch: folder,
      tally,
    });
    await pipeline(content, createWriteStream(part, { mode }));
    if (tally.hits > 0) await rename(part, path);
    return tally.hits;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
