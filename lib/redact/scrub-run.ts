import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { makeLatest, type RunFolder } from '../run/folder.js';
import { digestOf } from './digest.js';
import { tellingFiles } from './pictures.js';
import { Redactor } from './redactor.js';
import { scrubFile, type Scrubbing } from './scrub-file.js';

/** What scrubbing a run came to. */
export interface ScrubbedRun {
  readonly files: number;
  /** How many secrets were hidden. */
  readonly hidden: number;
  /** Files, relative to the run's folder, that could not be scrubbed and therefore were deleted. */
  readonly lost: readonly LostFile[];
}

interface LostFile {
  readonly file: string;
  readonly reason: string;
}

/** Archives are packed and unpacked beside our own thread, by as many threads as Node.js has. */
const AT_ONCE = 4;
/** Bytes from which on it is worth while to see whether the same file has been scrubbed: the reports hold copies of traces. */
const LARGE = 64 * 1024;

/**
 * Hides secrets in all that a run has left, takes away what marks it as not scrubbed, and makes it the latest. What cannot be
 * scrubbed is deleted.
 */
export async function scrubRun(folder: RunFolder, data: Redactor): Promise<ScrubbedRun> {
  await rm(folder.temporary, { recursive: true, force: true });
  await mkdir(folder.temporary, { recursive: true });
  const programs = new Redactor([], { after: data, shapes: false });
  const within = { within: data, scratch: folder.temporary };
  const files = await filesIn(folder);
  const telling = await tellingFiles(files, programs);
  const scrub = onceForEqual();
  const lost: LostFile[] = [];
  let hidden = 0;
  const scrubOne = async (file: string): Promise<number> => {
    const blank = telling.size > 0 && telling.has(await digestOf(file));
    return scrub(file, { ...within, blank, redactor: isProgram(folder, file) ? programs : data });
  };
  const queue = files.values();
  const work = async (): Promise<void> => {
    for (const file of queue) {
      try {
        const hits = await scrubOne(file);
        hidden += hits;
      } catch (error) {
        await rm(file, { force: true });
        lost.push({ file: relative(folder.path, file), reason: String(error) });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await renameAll(folder.path, programs);
  await rm(folder.temporary, { recursive: true, force: true });
  await rm(folder.unscrubbed, { force: true });
  // Not before: what is killed until here is deleted by the next run.
  if (existsSync(folder.results)) makeLatest(folder);
  return { files: files.length, hidden, lost };
}

/** The files of a run, the largest first, so that no thread is left with one at the end. */
async function filesIn(folder: RunFolder): Promise<string[]> {
  const entries = await readdir(folder.path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => file !== folder.unscrubbed);
  const sized = await Promise.all(files.map(async (file) => ({ file, size: (await stat(file)).size })));
  return sized.toSorted((a, b) => b.size - a.size).map(({ file }) => file);
}

/** The viewers that Playwright puts beside its reports are code: what looks like a secret there is none. */
function isProgram({ playwrightReport }: RunFolder, file: string): boolean {
  return file === join(playwrightReport, 'index.html') || file.startsWith(join(playwrightReport, 'trace') + sep);
}

/** Scrubs a file, or takes what came of one that was equal to it. */
function onceForEqual(): (file: string, how: Scrubbing) => Promise<number> {
  const known = new Map<string, { readonly file: string; readonly hits: Promise<number> }>();
  return async (file, how) => {
    if ((await stat(file)).size < LARGE) return scrubFile(file, how);
    const digest = await digestOf(file);
    const earlier = known.get(digest);
    if (earlier === undefined) {
      const hits = scrubFile(file, how);
      known.set(digest, { file, hits });
      return hits;
    }
    const hits = await earlier.hits;
    const part = join(how.scratch, digest + basename(file));
    await copyFile(earlier.file, part);
    await rename(part, file);
    return hits;
  };
}

/** A title may have given its secret to the folder that is named after it. */
async function renameAll(folder: string, redactor: Redactor): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await renameAll(path, redactor);
    const shown = redactor.redactText(entry.name);
    if (shown !== entry.name) await rename(path, join(folder, shown));
  }
}
