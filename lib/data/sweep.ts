import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { unwindFile } from './ledger.js';
import type { Leftover, Remover } from './removal.js';

const lockSchema = z.object({ pid: z.number().int(), host: z.string(), target: z.string() });

const lockFile = (folder: string, runId: string): string => join(folder, `${runId}.lock`);

/** Says that a run is alive, so that no other sweeps what it has created, and on which target. */
export function lockRun(folder: string, runId: string, target: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(lockFile(folder, runId), JSON.stringify({ pid: process.pid, host: hostname(), target }));
}

/** Removes what one run has created. Its files go when nothing is left; else they stay, for the next run to try. */
export async function clearRun(folder: string, runId: string, remover: Remover): Promise<Leftover[]> {
  const leftovers: Leftover[] = [];
  for (const file of ledgersOf(folder, runId)) {
    const left = await unwindFile(file, remover);
    leftovers.push(...left);
    if (left.length === 0) rmSync(file, { force: true });
  }
  if (leftovers.length === 0) rmSync(lockFile(folder, runId), { force: true });
  return leftovers;
}

/** The runs on a target whose processes have ended and that may have left something. */
export function deadRuns(folder: string, target: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.lock'))
    .map((file) => file.slice(0, -'.lock'.length))
    .filter((runId) => isDead(lockFile(folder, runId), target));
}

const ledgersOf = (folder: string, runId: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => file.startsWith(`${runId}.`) && file.endsWith('.jsonl'))
        .map((file) => join(folder, file))
    : [];

// Only the machine of a run can tell whether it is alive; on a shared volume the others leave it alone.
function isDead(file: string, target: string): boolean {
  try {
    const lock = lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    return lock.target === target && lock.host === hostname() && !isAlive(lock.pid);
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
