import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';

/** Bytes after which a file is laid aside and a new one begun: hundreds of runs, and with thousands of checks still a dozen. */
const LONGEST = 4 * 1024 * 1024;
/** Of what was laid aside, as much as this many whole files hold is kept. */
const KEPT = 2;

const NEWLINE = 0x0a;

/**
 * Appends a record as one line, in one write: two runs at once lose nothing. A file that has grown too long is laid aside under a
 * name of its own, and the oldest of these go, so that no line is ever rewritten and the whole stays bounded.
 */
export function appendLine(file: string, record: object, longest = LONGEST): void {
  mkdirSync(dirname(file), { recursive: true });
  if (sizeOf(file) > longest) layAside(file, KEPT * longest);
  const descriptor = openSync(file, 'a+');
  try {
    // What a killed run left unfinished must not take this line with it.
    writeSync(descriptor, `${endsInLine(descriptor) ? '' : '\n'}${JSON.stringify(record)}\n`);
  } finally {
    closeSync(descriptor);
  }
}

function endsInLine(descriptor: number): boolean {
  const { size } = fstatSync(descriptor);
  const last = Buffer.alloc(1, NEWLINE);
  if (size > 0) readSync(descriptor, last, 0, 1, size - 1);
  return last[0] === NEWLINE;
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function layAside(file: string, most: number): void {
  // In microseconds since the epoch, so that one process gives no name twice.
  const name = `${Math.round((performance.timeOrigin + performance.now()) * 1_000)}-${process.pid}`;
  try {
    renameSync(file, file.replace(/\.jsonl$/, `.${name}.jsonl`));
  } catch {
    // Another run has done so just now.
  }
  // By size and not by number: another run may have laid aside what was hardly begun.
  let newer = 0;
  for (const old of laidAside(file).toReversed()) {
    if (newer >= most) rmSync(old, { force: true });
    newer += sizeOf(old);
  }
}

/** The files that were laid aside, oldest first. */
function laidAside(file: string): string[] {
  const [folder, name] = [dirname(file), basename(file, '.jsonl')];
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((other) => other.startsWith(`${name}.`) && /^\d+-\d+\.jsonl$/.test(other.slice(name.length + 1)))
    .toSorted()
    .map((other) => join(folder, other));
}

export interface Lines<T> {
  /** Oldest first. */
  readonly records: readonly T[];
  /** How many lines could not be read. */
  readonly damaged: number;
}

/** The records of a file and of those that were laid aside before it, at most the `last` of them. */
export function readLines<T>(file: string, schema: z.ZodType<T>, last = Number.POSITIVE_INFINITY): Lines<T> {
  const read = lastLines([...laidAside(file), file], last).map((line) => schema.safeParse(jsonOf(line)));
  return {
    records: read.flatMap(({ success, data }) => (success ? [data] : [])),
    damaged: read.filter(({ success }) => !success).length,
  };
}

function lastLines(files: readonly string[], last: number): string[] {
  let lines: string[] = [];
  for (const file of files.toReversed()) {
    if (lines.length >= last || !existsSync(file)) continue;
    const own = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
    lines = [...own, ...lines];
  }
  return lines.slice(Math.max(0, lines.length - last));
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
