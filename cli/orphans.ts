import type { HttpClient } from '../lib/clients/http.js';
import { findOrphans, type Orphan, type Orphans, removeOrphans, SAFE_AGE } from '../lib/data/orphans.js';
import type { RunContext } from '../lib/run/context.js';
import type { Target } from '../lib/target/target.js';

const HOUR = 3_600_000;
/** Lists of a target may give a part of what there is; what is gone makes room for the next. */
const MOST_ROUNDS = 50;

type Here = Pick<RunContext, 'run_id' | 'ledger_folder'>;

/** Lists what runs have left of which nobody knows any more, and removes it when that is confirmed. */
export async function tendOrphans(target: Target, http: HttpClient, here: Here, confirmed: boolean): Promise<number> {
  const seen = await findOrphans(target, http, here.ledger_folder, new Date());
  tell(seen);
  if (seen.kinds.length === 0 || seen.unknown.length > 0) return 2;
  if (!confirmed || seen.orphans.length === 0) return 0;
  return removeInRounds(seen, target, http, here);
}

async function removeInRounds(seen: Orphans, target: Target, http: HttpClient, here: Here): Promise<number> {
  let { orphans } = seen;
  let removed = 0;
  for (let round = 1; round <= MOST_ROUNDS && orphans.length > 0; round += 1) {
    const left = await removeOrphans(orphans, target, http, { ledger: here.ledger_folder, runId: here.run_id });
    removed += orphans.length - left.length;
    if (left.length > 0) {
      console.error(`removed ${count(removed)}, but not ${count(left.length)}; \`firstlight sweep\` tries them again:`);
      for (const { kind, id, reason } of left) console.error(`  ${kind} ${id}: ${reason}`);
      return 1;
    }
    ({ orphans } = await findOrphans(target, http, here.ledger_folder, new Date()));
  }
  console.log(`removed ${count(removed)}`);
  return orphans.length === 0 ? 0 : 1;
}

function tell({ orphans, leftAlone, kinds, unknown }: Orphans): void {
  for (const line of unknown) console.error(`could not be asked: ${line}`);
  if (kinds.length === 0) {
    console.error('this target lists nothing: state `resources`, or `find` of `uploads` and `results`, in target.ts');
    return;
  }
  for (const [run, things] of byRun(orphans)) {
    console.log(`nobody here knows of run ${run}, begun ${ageOf(things)} ago:`);
    for (const { kind, name, path, as } of things) console.log(`  ${kind} ${name}: DELETE ${path} as ${as}`);
  }
  for (const [run, things] of byRun(leftAlone)) {
    console.log(
      `left alone: ${count(things.length)} of run ${run}, begun ${ageOf(things)} ago, which may be alive, was kept, or is in the ledger here (\`firstlight sweep\`)`,
    );
  }
  console.log(
    orphans.length === 0
      ? `no orphans among: ${kinds.join(', ')}`
      : `${count(orphans.length)} of runs that began more than ${SAFE_AGE / HOUR} hours ago; --confirm removes them by these ids`,
  );
}

function byRun(things: readonly Orphan[]): ReadonlyArray<readonly [string, readonly Orphan[]]> {
  const runs = [...new Set(things.map(({ runId }) => runId))].toSorted();
  return runs.map((run) => [run, things.filter(({ runId }) => runId === run)]);
}

function ageOf([first]: readonly Orphan[]): string {
  const hours = (Date.now() - (first?.begun.getTime() ?? Number.NaN)) / HOUR;
  return hours < 48 ? `${hours.toFixed(1)} hours` : `${Math.floor(hours / 24)} days`;
}

const count = (number: number): string => `${number} thing${number === 1 ? '' : 's'}`;
