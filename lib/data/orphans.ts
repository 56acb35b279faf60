import { Api } from '../clients/api.js';
import type { HttpClient } from '../clients/http.js';
import { signIn } from '../clients/session.js';
import { type Role, ROLES } from '../target/accounts.js';
import type { Target } from '../target/target.js';
import { Ledger } from './ledger.js';
import { listingsOf, type Listed } from './listings.js';
import { ANY_RUN, runNamedIn } from './names.js';
import { type Leftover, removerFor } from './removal.js';
import { isRemembered, lockRun } from './run-lock.js';
import { clearRun } from './sweep.js';

/** Milliseconds for which a run of which nothing is known here may be alive elsewhere. No run lasts a tenth of it. */
export const SAFE_AGE = 2 * 60 * 60 * 1_000;

/** Something that bears the name of a run of which nobody here knows any more. */
export interface Orphan extends Listed {
  readonly kind: string;
  /** Who sees it, and may remove it. */
  readonly as: Role;
  readonly runId: string;
  readonly begun: Date;
}

/** What looking for orphans came to. */
export interface Orphans {
  readonly orphans: readonly Orphan[];
  /** What bears the name of a run that may be alive, or whose ledger is here. */
  readonly leftAlone: readonly Orphan[];
  /** The kinds of things that the target lists. */
  readonly kinds: readonly string[];
  /** What could not be asked, and why. */
  readonly unknown: readonly string[];
}

/**
 * Asks the target, as each of its accounts, for what bears the name of a run that is dead and forgotten; what rests on others
 * comes after them. It removes nothing.
 */
export async function findOrphans(target: Target, http: HttpClient, ledger: string, now: Date): Promise<Orphans> {
  const listings = listingsOf(target);
  const unknown: string[] = [];
  const tryTo = async <T>(what: string, work: () => Promise<T[]>): Promise<T[]> =>
    work().catch((error: unknown) => {
      unknown.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    });
  const people: Array<{ readonly as: Role; readonly api: Api }> = [];
  for (const as of ROLES.filter((role) => target.accounts[role] !== undefined))
    people.push(...(await tryTo(as, async () => [{ as, api: new Api(http, await signIn(http, target, as)) }])));

  const found = new Map<string, Orphan>();
  for (const { kind, as: only, list } of listings) {
    for (const { as, api } of people.filter((person) => only === undefined || person.as === only)) {
      const seen = list(api, ANY_RUN);
      // Who may not create may not be given a list either.
      const lists = as === 'forbidden' ? seen.catch(() => []) : seen;
      for (const listed of await tryTo(`${kind} as ${as}`, () => lists)) {
        const run = runNamedIn(listed.name);
        // Whoever sees it first removes it: a member before those who merely may see it, too.
        if (run !== undefined && !found.has(listed.path)) found.set(listed.path, { ...listed, ...run, kind, as });
      }
    }
  }
  const all = [...found.values()];
  const isForgotten = ({ runId, begun }: Orphan): boolean =>
    !isRemembered(ledger, runId) && now.getTime() - begun.getTime() > SAFE_AGE;
  return {
    orphans: all.filter(isForgotten),
    leftAlone: all.filter((each) => !isForgotten(each)),
    kinds: listings.map(({ kind }) => kind),
    unknown,
  };
}

/** Removes orphans by their exact ids, each of them in the ledger before, as if this run had created them. Gives those that are left. */
export async function removeOrphans(
  orphans: readonly Orphan[],
  target: Target,
  http: HttpClient,
  { ledger: folder, runId }: { readonly ledger: string; readonly runId: string },
): Promise<readonly Leftover[]> {
  lockRun(folder, runId, target);
  const ledger = new Ledger(folder, runId, 'orphans');
  for (const { kind, name, id, path, as } of orphans) ledger.intend({ kind, name, as }).created({ id, path });
  return clearRun(folder, runId, removerFor(target, http));
}
