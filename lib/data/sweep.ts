import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Open, openAfter, readEntries } from './entries.js';
import { unwindFile } from './ledger.js';
import type { Leftover, Remover } from './removal.js';
import { type Deployment, isDead, lockRun, type Observer, readLock, thisProcess, unlockRun } from './run-lock.js';

/** What was done for a run that had ended before it cleared up. */
export interface Swept {
  readonly runId: string;
  readonly leftovers: readonly Leftover[];
}

/** Removes what runs on this deployment have left whose processes have ended. What cannot be removed stays for the next. */
export async function sweep(
  folder: string,
  deployment: Deployment,
  remover: Remover,
  observer: Observer = thisProcess(),
): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const runId of deadRuns(folder, deployment, observer)) {
    // Ours from now on: another run that sweeps at the same time leaves it to us.
    lockRun(folder, runId, deployment);
    swept.push({ runId, leftovers: await clearRun(folder, runId, remover) });
  }
  return swept;
}

/** What a run has created, or may have, and not removed. */
export interface Abandoned {
  readonly runId: string;
  readonly open: readonly Open[];
}

/** What runs on this deployment have left whose processes have ended. It asks nobody, and removes nothing. */
export const abandoned = (
  folder: string,
  deployment: Deployment,
  observer: Observer = thisProcess(),
): readonly Abandoned[] =>
  deadRuns(folder, deployment, observer).map((runId) => ({
    runId,
    open: ledgersOf(folder, runId).flatMap((file) => openAfter(readEntries(file))),
  }));

/** Removes what one run has created. Its files go when nothing is left; else they stay, for the next run to try. */
export async function clearRun(folder: string, runId: string, remover: Remover): Promise<Leftover[]> {
  const leftovers: Leftover[] = [];
  for (const file of ledgersOf(folder, runId)) {
    const left = await unwindFile(file, remover);
    leftovers.push(...left);
    if (left.length === 0) rmSync(file, { force: true });
  }
  if (leftovers.length === 0) unlockRun(folder, runId);
  return leftovers;
}

/** The runs on a deployment whose processes have ended and that may have left something. */
function deadRuns(folder: string, { name, origin }: Deployment, observer: Observer): string[] {
  return filesIn(folder, '.lock')
    .map((file) => file.slice(0, -'.lock'.length))
    .filter((runId) => {
      const lock = readLock(folder, runId);
      return lock?.target === name && lock.origin === origin.origin && isDead(lock, observer);
    });
}

/** The files in which a run's processes and checks have written what they create. */
export const ledgersOf = (folder: string, runId: string): string[] =>
  filesIn(folder, '.jsonl')
    .filter((file) => file.startsWith(`${runId}.`))
    .map((file) => join(folder, file));

const filesIn = (folder: string, ending: string): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith(ending)) : [];
