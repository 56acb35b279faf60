import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGunzip, createGzip } from 'node:zlib';
import { REDACTED } from '../target/secret.js';
import { rewriteArchive } from './archive.js';
import { stretchesOf } from './embedded-archives.js';
import type { Redactor } from './redactor.js';
import { BLANK, isPicture } from './pictures.js';
import { base64Of, bytesOf, type Content, peek, through } from './streams.js';

/** Work on one file, with all that is found in it. */
export interface Work {
  readonly redactor: Redactor;
  /** For what is in its archives. */
  readonly within: Redactor;
  /** Whether pictures show what must be hidden. */
  readonly blank: boolean;
  /** A folder for archives that are being rewritten. */
  readonly scratch: string;
  readonly tally: {
    /** How many secrets have been hidden. */
    hits: number;
    /** How many bytes may still be unpacked. */
    left: number;
  };
}

/** A file holds more than anybody would read: a small archive can unpack to terabytes. */
export class TooMuchError extends Error {
  override readonly name = 'TooMuchError';
  readonly code = 'SMOKE_ARCHIVE_TOO_LARGE';
}

const ZIP = Buffer.from('PK\x03\x04');
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
/** Archives within archives. */
const DEPTH = 4;

/** The same content without secrets: an archive stays one, and so does what a text holds in base64. */
export async function* scrubbed(source: Content, work: Work, depth = 0): AsyncGenerator<Buffer> {
  const { head, content } = await peek(source, ZIP.length);
  if (work.blank && isPicture(head)) {
    for await (const chunk of content) void chunk;
    work.tally.hits += 1;
    yield BLANK;
  } else if (head.equals(ZIP)) yield* scrubbedArchive(content, work, depth);
  else if (head.subarray(0, GZIP.length).equals(GZIP)) {
    const unpacked = counted(through(content, createGunzip()), work);
    yield* through(scrubbed(unpacked, inArchive(work), deeper(depth)), createGzip());
  } else yield* scrubbedText(content, work, depth);
}

const inArchive = (work: Work): Work => ({ ...work, redactor: work.within });

function deeper(depth: number): number {
  if (depth >= DEPTH) throw new TooMuchError(`archives within archives, more than ${DEPTH} deep`);
  return depth + 1;
}

/** Counts what is unpacked. Throws `TooMuchError`. */
async function* counted(source: Content, { tally }: Work): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    tally.left -= chunk.length;
    if (tally.left < 0) throw new TooMuchError('its archives unpack to more than anybody would read');
    yield chunk;
  }
}

async function* scrubbedArchive(source: Content, work: Work, depth: number): AsyncGenerator<Buffer> {
  const within = inArchive(work);
  const folder = await mkdtemp(join(work.scratch, 'archive-'));
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  try {
    await writeFile(from, source);
    await rewriteArchive(from, to, {
      name: (name) => redactedName(name, within),
      content: (content) => scrubbed(counted(content, work), within, deeper(depth)),
    });
    yield* createReadStream(to);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* scrubbedText(source: Content, work: Work, depth: number): AsyncGenerator<Buffer> {
  for await (const { kind, content } of stretchesOf(source)) {
    if (kind === 'text') yield* redacted(content, work);
    else yield* scrubbedBase64(content, work, depth);
  }
}

/** What looks like an archive and cannot be read as one is hidden as a whole. */
async function* scrubbedBase64(source: Content, work: Work, depth: number): AsyncGenerator<Buffer> {
  try {
    yield* base64Of(scrubbedArchive(bytesOf(source), work, depth));
  } catch (error) {
    if (error instanceof TooMuchError) throw error;
    work.tally.hits += 1;
    yield Buffer.from(REDACTED);
  }
}

function redactedName(name: string, { redactor, tally }: Work): string {
  const shown = redactor.redactText(name);
  if (shown !== name) tally.hits += 1;
  return shown;
}

async function* redacted(source: Content, { redactor, tally }: Work): AsyncGenerator<Buffer> {
  const stream = redactor.stream();
  for await (const chunk of source) yield stream.push(chunk);
  yield stream.end();
  tally.hits += stream.hits;
}
