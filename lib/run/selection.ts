/** Whether a run covers everything that a verdict needs, and if not, what is left out. Pure. */
export function isFull(chosen: {
  /** The runner's arguments narrow the checks of its projects. */
  readonly narrowed: boolean;
  /** The files of checks that were loaded, and all that there are for a verdict. */
  readonly files: ReadonlySet<string>;
  readonly wanted: readonly string[];
}): boolean {
  return !chosen.narrowed && chosen.wanted.length > 0 && chosen.wanted.every((file) => chosen.files.has(file));
}
