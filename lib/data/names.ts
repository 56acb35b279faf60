/** What all run data's names begin with. */
const PREFIX = 'smoke';

/** A name for something that a run creates: `smoke-<runId>-<owner>-<number>`. No two calls give the same. */
export function namesFor(runId: string, owner: string): () => string {
  let number = 0;
  return () => `${namesOf(runId)}${owner}-${(number += 1)}`;
}

/** What everything of one run begins with, for who asks a target for it. */
export const namesOf = (runId: string): string => `${PREFIX}-${runId}-`;

/** What everything of any run begins with, for who asks a target for it. */
export const ANY_RUN = `${PREFIX}-`;

/** The run whose name something bears, and when that began; undefined for a name that no run would have given. Pure. */
export function runNamedIn(name: string): { readonly runId: string; readonly begun: Date } | undefined {
  const [, runId, ...digits] = NAME.exec(name) ?? [];
  const [year = '', month = '', day = '', hour = '', minute = '', second = ''] = digits;
  const begun = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A day such as the 31st of February is made another one.
  const isDay = !Number.isNaN(begun.getTime()) && begun.getUTCDate() === Number(day);
  return runId === undefined || !isDay ? undefined : { runId, begun };
}

/** As `newRunId` and `namesFor` make them: of the run itself, or of a check, which is known by eight digits of a hash. */
const NAME = new RegExp(
  `^${PREFIX}-((\\d{4})(\\d{2})(\\d{2})t(\\d{2})(\\d{2})(\\d{2})-[0-9a-f]{4})-(?:run|[0-9a-f]{8})-[1-9]\\d*$`,
);

/** What all these names begin with. Pure. */
export function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const other of others) while (!other.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}
