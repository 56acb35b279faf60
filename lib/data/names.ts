/** What all run data's names begin with. */
const PREFIX = 'smoke';

/** A name for something that a run creates: `smoke-<runId>-<owner>-<number>`. No two calls give the same. */
export function namesFor(runId: string, owner: string): () => string {
  let number = 0;
  return () => `${PREFIX}-${runId}-${owner}-${(number += 1)}`;
}
