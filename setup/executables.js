import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether a file is there and may be run.
 * @param {string} path
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

/**
 * The first of the names that the search path knows, without starting a process.
 * @param {readonly string[]} names
 * @param {string} searchPath
 * @returns {string | undefined}
 */
export function findOnPath(names, searchPath) {
  const folders = searchPath.split(delimiter).filter((folder) => folder !== '');
  const candidates = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return candidates.find((candidate) => isExecutable(candidate));
}
