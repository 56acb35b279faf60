import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Entry, entrySchema } from './entry.js';
import { appendLine, readLines } from './lines.js';

/** What is known of earlier runs of a target. */
export interface History {
  /** Oldest first, each run once. */
  readonly entries: readonly Entry[];
  /** Lines that could not be read. */
  readonly damaged: number;
}

const fileOf = (folder: string, target: string): string => join(folder, `${target}.jsonl`);

/** Reads what is known of a target's runs; `last` bounds how many lines are looked at. */
export function readHistory(folder: string, target: string, last?: number): History {
  const { records, damaged } = readLines(fileOf(folder, target), entrySchema, last);
  // A run that was judged again, after its shards were put together, may have been told twice.
  const byRun = new Map(records.map((entry) => [entry.run_id, entry]));
  const entries = [...byRun.values()].toSorted((a, b) => (a.started_at < b.started_at ? -1 : 1));
  return { entries, damaged };
}

/** Adds a run to the history of its target. */
export const remember = (folder: string, target: string, entry: Entry): void =>
  appendLine(fileOf(folder, target), entry);

/** The targets that have a history. */
export function rememberedTargets(folder: string): string[] {
  try {
    return readdirSync(folder)
      .flatMap((name) => /^([^.]+)\.jsonl$/.exec(name)?.[1] ?? [])
      .toSorted();
  } catch {
    return [];
  }
}
