import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { type Role, ROLES } from '../target/accounts.js';

/**
 * A line of a ledger. `intent` is written before the request that creates, with the name that the thing will have;
 * `created` after its answer, with how it is removed; `removed` and `failed` (nothing was created) close the entry.
 */
const entrySchema = z.discriminatedUnion('event', [
  z.object({
    event: z.literal('intent'),
    key: z.string(),
    kind: z.string(),
    name: z.string(),
    /** Who creates it, and must remove it: somebody, through the target's API, or the run itself, directly in a data service. */
    as: z.enum(ROLES).optional(),
    service: z.string().optional(),
    at: z.string(),
  }),
  z.object({ event: z.literal('created'), key: z.string(), id: z.string(), path: z.string() }),
  z.object({ event: z.literal('removed'), key: z.string() }),
  z.object({ event: z.literal('failed'), key: z.string() }),
]);

export type Entry = z.infer<typeof entrySchema>;

interface Thing {
  readonly key: string;
  readonly kind: string;
  readonly name: string;
}

/** Something that was created through the target's API. */
export interface ApiThing extends Thing {
  readonly as: Role;
  /** Missing when the process ended between the request and its answer. */
  readonly created: { readonly id: string; readonly path: string } | undefined;
}

/** Something that was created directly in a data service, under exactly this name. */
export interface StoredThing extends Thing {
  readonly service: string;
}

/** A thing that a run has created, or may have, and that has not been removed. */
export type Open = ApiThing | StoredThing;

/** Appends a line and sees it onto the disk: what is not written must not have happened. */
export function writeEntry(file: string, entry: Entry): void {
  const descriptor = openSync(file, 'a');
  try {
    writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    // Only an intent must survive the machine; without the rest it is merely looked for again.
    if (entry.event === 'intent') fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** All whole lines of a ledger, in order. A line that a killed process left unfinished is none. */
export function readEntries(file: string): Entry[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8').split('\n').flatMap(parseEntry);
}

function parseEntry(line: string): Entry[] {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(line));
    return parsed.success ? [parsed.data] : [];
  } catch {
    return [];
  }
}

/** What is still open after these entries, newest first. Pure. */
export function openAfter(entries: readonly Entry[]): Open[] {
  const open = new Map<string, Open>();
  for (const entry of entries) {
    if (entry.event === 'intent') {
      const thing = thingOf(entry);
      if (thing !== undefined) open.set(entry.key, thing);
    } else if (entry.event === 'created') {
      const before = open.get(entry.key);
      if (before !== undefined && 'as' in before)
        open.set(entry.key, { ...before, created: { id: entry.id, path: entry.path } });
    } else {
      open.delete(entry.key);
    }
  }
  return [...open.values()].toReversed();
}

function thingOf({ key, kind, name, as, service }: Extract<Entry, { event: 'intent' }>): Open | undefined {
  if (service !== undefined) return { key, kind, name, service };
  return as === undefined ? undefined : { key, kind, name, as, created: undefined };
}
