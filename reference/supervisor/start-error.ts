import { access, constants, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Why the platform cannot start, in one sentence for the person who started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

type Reasons = readonly (readonly [pattern: RegExp, reason: string])[];

/** What can be wrong with a disk, by its code and as other programs say it. */
const OF_DISKS: Reasons = [
  [/\bENOSPC\b|no space left on device/i, 'the disk is full'],
  [/\bEROFS\b|read-only file system/i, 'the file system is read-only'],
];

const OF_PATHS: Reasons = [
  [/\b(EACCES|EPERM)\b|permission denied/i, 'permission is denied'],
  [/\b(ENOTDIR|EEXIST)\b/, 'a part of its path is a file'],
];

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const reasonIn = (text: string, reasons: Reasons): string | undefined =>
  reasons.find(([pattern]) => pattern.test(text))?.[1];

/** A sentence for what the file system refused, to us or to a program of ours. */
export function fileProblem(folder: string, error: unknown): StartError {
  const reason = reasonIn(textOf(error), [...OF_DISKS, ...OF_PATHS]) ?? textOf(error);
  return new StartError(`The data folder ${folder} cannot be used: ${reason}; set REFERENCE_HOME to another folder.`, {
    cause: error,
  });
}

/** The same for whatever failed because of the disk under a folder; else the error as it is. */
export const diskProblem = (folder: string, error: unknown): unknown =>
  reasonIn(textOf(error), OF_DISKS) === undefined ? error : fileProblem(folder, error);

/** Throws the reason why nothing can be written into a folder that may not be there yet. `mkdir` has only ENOENT for it. */
export async function requireWritable(folder: string): Promise<void> {
  let nearest = folder;
  while (!(await stat(nearest).catch(() => undefined)) && dirname(nearest) !== nearest) nearest = dirname(nearest);
  await access(nearest, constants.W_OK);
}
