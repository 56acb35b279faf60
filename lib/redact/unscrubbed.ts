import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isDead, type Observer, thisProcess } from '../data/run-lock.js';

const MARK = 'unscrubbed';

const ownerSchema = z.object({ pid: z.number().int(), host: z.string() });

/** Says that secrets may be in the folder of a run, and whose run it is. */
export function markUnscrubbed(file: string): void {
  const { pid, host } = thisProcess();
  writeFileSync(file, `${JSON.stringify({ pid, host })}\n`, { mode: 0o600 });
}

/**
 * Deletes the folders of runs that were killed before their secrets were hidden, and gives the names of those runs. What would
 * have to be hidden only they knew: the key to it was in their memory.
 */
export function deleteUnscrubbed(runs: string, ownRun: string, observer: Observer = thisProcess()): string[] {
  const dead = readdirSync(runs).filter((run) => run !== ownRun && wasKilled(join(runs, run), observer));
  for (const run of dead) rmSync(join(runs, run), { recursive: true, force: true });
  return dead;
}

function wasKilled(run: string, observer: Observer): boolean {
  const mark = join(run, MARK);
  if (!existsSync(mark)) return false;
  const owner = ownerOf(mark);
  const { mtime: beat } = statSync(existsSync(join(run, 'journal.jsonl')) ? join(run, 'journal.jsonl') : mark);
  return owner === undefined || isDead({ ...owner, beat }, observer);
}

function ownerOf(mark: string): z.infer<typeof ownerSchema> | undefined {
  const [line = ''] = readFileSync(mark, 'utf8').split('\n', 1);
  try {
    return ownerSchema.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
