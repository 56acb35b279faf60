/** What all run data's names begin with. */
const PREFIX = 'smoke';

/** A name for something that a run creates: `smoke-<runId>-<owner>-<number>`. No two calls give the same. */
export function namesFor(runId: string, owner: string): () => string {
  let number = 0;
  return () => `${PREFIX}-${runId}-${owner}-${(number += 1)}`;
}

/** What all these names begin with. Pure. */
export function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
