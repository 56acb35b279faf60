import type { Open } from '../lib/data/entries.js';
import { removerFor } from '../lib/data/removal.js';
import { abandoned, sweep } from '../lib/data/sweep.js';
import { CannotJudgeError } from '../lib/run/errors.js';
import { newRunId, runFolder } from '../lib/run/folder.js';
import { clientFor, contextOf, readSound } from '../lib/run/prepare.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { tendOrphans } from './orphans.js';
import { type RunArguments, variablesFor } from './selection.js';

/** What can be asked of a sweep. */
export interface SweepArguments extends RunArguments {
  readonly dryRun?: true;
  readonly orphans?: true;
  readonly confirm?: true;
}

/** Removes what killed runs have left on a deployment, or tells what that would be. */
export async function sweepDeployment(asked: SweepArguments): Promise<number> {
  if (asked.confirm === true && asked.orphans !== true) {
    console.error('--confirm belongs to --orphans; without it, a sweep removes only what its ledger tells of');
    return COULD_NOT;
  }
  const runId = newRunId(new Date());
  try {
    const sound = await readSound({ root: ROOT, real: { ...processEnvironment(), ...variablesFor(asked) } });
    const { target } = sound;
    const context = contextOf(sound, { root: ROOT, runId, folder: runFolder(ROOT, runId) });
    const { ledger_folder: ledger, grants } = context;
    console.log(`${target.name} (${target.environment}) at ${target.origin.origin}`);
    if (asked.dryRun === true) return tell(abandoned(ledger, target));
    const writes = asked.orphans !== true || asked.confirm === true;
    if (writes && !grants.held.includes('writes')) {
      console.error(`nothing may be removed without the grant \`writes\`: ${grants.why}`);
      return COULD_NOT;
    }
    const http = clientFor(target, context);
    try {
      if (asked.orphans === true) return await tendOrphans(target, http, context, asked.confirm === true);
      return report(await sweep(ledger, target, removerFor(target, http)));
    } finally {
      await http.close();
    }
  } catch (error) {
    if (!(error instanceof CannotJudgeError)) throw error;
    for (const line of error.lines) console.error(line);
    return COULD_NOT;
  }
}

const COULD_NOT = 2;

function tell(runs: ReturnType<typeof abandoned>): number {
  for (const { runId, open } of runs) {
    console.log(`run ${runId} left ${count(open.length, 'thing')}`);
    for (const thing of open) console.log(`  ${thing.kind} ${thing.name}${whereabouts(thing)}`);
  }
  if (runs.length === 0) console.log('no killed run has left anything');
  return 0;
}

function whereabouts(thing: Open): string {
  if ('service' in thing) return ` in ${thing.service}`;
  return thing.created === undefined ? ': its id was never learnt' : `: DELETE ${thing.created.path}`;
}

function report(runs: Awaited<ReturnType<typeof sweep>>): number {
  const leftovers = runs.flatMap((run) => run.leftovers);
  for (const run of runs) {
    const rest =
      run.leftovers.length === 0 ? 'removed' : `${count(run.leftovers.length, 'thing')} could not be removed`;
    console.log(`what run ${run.runId} left: ${rest}`);
    for (const { kind, id, reason } of run.leftovers) console.log(`  ${kind} ${id}: ${reason}`);
  }
  if (runs.length === 0) console.log('no killed run has left anything');
  return leftovers.length === 0 ? 0 : 1;
}

const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? '' : 's'}`;
