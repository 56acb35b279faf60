import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../target/accounts.js';
import { type Entry, openAfter, readEntries, writeEntry } from './entries.js';
import { type Leftover, removeAll, type Remover } from './removal.js';

/** What is about to be created: by somebody, through the target's API, or directly in a data service. */
export type Intent = {
  readonly kind: string;
  /** The name that it will have on the target. */
  readonly name: string;
} & ({ readonly as: Role } | { readonly service: string });

/** What was created, and what a DELETE removes it by. */
export interface Created {
  readonly id: string;
  readonly path: string;
}

/** Nobody else may remove what a run created: what cannot be removed is told, never ignored. */
export class LeftoversError extends Error {
  override readonly name = 'LeftoversError';
  readonly code = 'SMOKE_LEFTOVERS';

  constructor(readonly leftovers: readonly Leftover[]) {
    super(`left on the target: ${leftovers.map(({ kind, id, reason }) => `${kind} ${id} (${reason})`).join(', ')}`);
  }
}

/** The file in which one process of a run records what it creates. */
export const ledgerFile = (folder: string, runId: string, owner: string): string =>
  join(folder, `${runId}.${owner}.jsonl`);

/** Records what is created before it is created, and removes it by its exact id, newest first. */
export class Ledger {
  readonly #file: string;
  readonly #keys: string[] = [];

  /** `owner` tells apart the processes and tests of a run. */
  constructor(folder: string, runId: string, owner: string) {
    mkdirSync(folder, { recursive: true });
    this.#file = ledgerFile(folder, runId, owner);
  }

  /** Writes down that something is about to be created; gives how to tell what became of it. What is in a data service is known by its name. */
  intend(intent: Intent): { created: (what: Created) => void; failed: () => void } {
    const key = `${this.#keys.length}-${intent.name}`;
    this.#keys.push(key);
    this.#write({ event: 'intent', key, ...intent, at: new Date().toISOString() });
    return {
      created: ({ id, path }) => this.#write({ event: 'created', key, id, path }),
      failed: () => this.#write({ event: 'failed', key }),
    };
  }

  /** Removes what is still there. Throws `LeftoversError` for what could not be removed. */
  async unwind(remover: Remover): Promise<void> {
    if (this.#keys.length === 0) return;
    const leftovers = await unwindFile(this.#file, remover);
    if (leftovers.length > 0) throw new LeftoversError(leftovers);
  }

  #write(entry: Entry): void {
    writeEntry(this.#file, entry);
  }
}

/** Removes what a ledger's file says is still there, and gives what could not be removed. */
export async function unwindFile(file: string, remover: Remover): Promise<Leftover[]> {
  return removeAll(openAfter(readEntries(file)), remover, (key) => writeEntry(file, { event: 'removed', key }));
}
