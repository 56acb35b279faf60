import { setTimeout as wait } from 'node:timers/promises';
import { Api } from '../clients/api.js';
import type { HttpClient } from '../clients/http.js';
import type { Session } from '../clients/session.js';
import type { Role } from '../target/accounts.js';
import type { Target } from '../target/target.js';
import { readEntries } from './entries.js';
import { Ledger } from './ledger.js';
import { type Listed, listingsOf } from './listings.js';
import { namesOf, runNamedIn } from './names.js';
import { GONE, type Leftover, type Remover } from './removal.js';
import { lockRun } from './run-lock.js';
import { ledgersOf } from './sweep.js';

/** A run, and where its ledger is. */
interface RunOfLedger {
  readonly folder: string;
  readonly runId: string;
}

/** A kind of things that a run has made, and somebody who made some. */
export interface Made {
  readonly kind: string;
  readonly as: Role;
}

/** The kinds of things that a run has made through the target's API. It reads the ledger, which is gone when all is removed. */
export function madeBy({ folder, runId }: RunOfLedger): Made[] {
  const made = new Map<string, Made>();
  for (const entries of ledgersOf(folder, runId).map(readEntries)) {
    const created = new Set(entries.flatMap((entry) => (entry.event === 'created' ? [entry.key] : [])));
    for (const entry of entries) {
      if (entry.event === 'intent' && entry.as !== undefined && created.has(entry.key))
        made.set(entry.kind, { kind: entry.kind, as: made.get(entry.kind)?.as ?? entry.as });
    }
  }
  return [...made.values()];
}

interface Means extends RunOfLedger {
  readonly target: Target;
  readonly http: HttpClient;
  readonly sessions: (role: Role) => Promise<Session>;
  readonly remover: Remover;
}

type Seen = Listed & Made;

/** Milliseconds between two looks at a list that may lag behind. */
const PAUSE = 250;

/**
 * Looks for what bears the run's name and is still listed when all is said to be removed, and removes it once more: a removal may have been
 * confirmed and not done, and something refused may have been created all the same. Gives what is listed even then, after as long as an answer
 * may take; it goes into the ledger, so that the next run tries it. A kind that cannot be listed is not looked for.
 */
export async function removeAgain(made: readonly Made[], means: Means): Promise<Leftover[]> {
  const seen = await listed(made, means);
  if (seen.length === 0) return [];
  const answers = new Map<string, string>();
  for (const { path, as } of seen) {
    const answer = await askedAgain(path, as, means.remover);
    if (answer !== undefined) answers.set(path, answer);
  }
  const deadline = performance.now() + means.target.timeouts.request;
  const kinds = made.filter(({ kind }) => seen.some((each) => each.kind === kind));
  let left = seen.filter(({ path }) => answers.has(path));
  while (left.length > 0 && performance.now() < deadline) {
    await wait(PAUSE);
    left = (await listed(kinds, means)).filter(({ path }) => answers.has(path));
  }
  remember(left, means);
  return left.map(({ id, kind, path }) => ({ id, kind, reason: `${answers.get(path)}, and it is still listed` }));
}

/** What a second removal is answered with; undefined where the thing is said to be gone, and the list lags behind. */
async function askedAgain(path: string, as: Role, remover: Remover): Promise<string | undefined> {
  try {
    const status = await remover.remove(path, as);
    return GONE.includes(status) ? undefined : `DELETE ${path} answered ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the target lists of the run. What cannot be asked is not there: whatever broke has been told by the checks. */
async function listed(made: readonly Made[], { target, http, sessions, runId }: Means): Promise<Seen[]> {
  const listings = listingsOf(target);
  const all = made.map(async ({ kind, as: maker }): Promise<Seen[]> => {
    const listing = listings.find((each) => each.kind === kind);
    if (listing === undefined) return [];
    const as = listing.as ?? maker;
    const things = await listing.list(new Api(http, await sessions(as)), namesOf(runId));
    return things.filter(({ name }) => runNamedIn(name)?.runId === runId).map((thing) => ({ ...thing, kind, as }));
  });
  const settled = await Promise.allSettled(all);
  return settled.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
}

function remember(left: readonly Seen[], { target, folder, runId }: Means): void {
  if (left.length === 0) return;
  lockRun(folder, runId, target);
  const ledger = new Ledger(folder, runId, 'left');
  for (const { kind, name, id, path, as } of left) ledger.intend({ kind, name, as }).created({ id, path });
}
