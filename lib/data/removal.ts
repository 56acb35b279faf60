import { Api } from '../clients/api.js';
import type { HttpClient } from '../clients/http.js';
import { HttpError } from '../clients/http-error.js';
import { type Session, signIn } from '../clients/session.js';
import type { Role } from '../target/accounts.js';
import type { Target } from '../target/target.js';
import { discard } from './discard.js';
import type { ApiThing, Open, StoredThing } from './entries.js';
import { listingsOf } from './listings.js';

/** Something that a run created and that is still there. */
export interface Leftover {
  readonly id: string;
  readonly kind: string;
  readonly reason: string;
}

/** How things are removed from a target, and found again by name. */
export interface Remover {
  /** The status of the answer to the removal. */
  readonly remove: (path: string, as: Role) => Promise<number>;
  /** Where things of exactly this name are removed; undefined when this kind cannot be looked for. */
  readonly find: (kind: string, name: string, as: Role) => Promise<readonly string[] | undefined>;
  /** Removes from a data service what bears exactly this name, if it is there. Throws when it cannot. */
  readonly discard: (thing: StoredThing) => Promise<void>;
}

/** Statuses that say that a thing is not there, now. */
export const GONE: readonly number[] = [404, 410];

/** How many removals of one kind run at the same time. */
const AT_ONCE = 4;

/**
 * Removes things, newest first: those of one kind together, since only things of different kinds rest on each other.
 * Gives those that are still there.
 */
export async function removeAll(
  open: readonly Open[],
  remover: Remover,
  removed: (key: string) => void,
): Promise<Leftover[]> {
  const leftovers: Leftover[] = [];
  const one = async (thing: Open): Promise<void> => {
    const reason = await removeOne(thing, remover);
    if (reason === undefined) removed(thing.key);
    else
      leftovers.push({ id: ('as' in thing ? thing.created?.id : undefined) ?? thing.name, kind: thing.kind, reason });
  };
  for (const batch of batches(open)) await Promise.all(batch.map(one));
  return leftovers;
}

/** Neighbours of one kind, at most so many at once. */
function batches(open: readonly Open[]): Open[][] {
  const all: Open[][] = [];
  for (const thing of open) {
    const last = all.at(-1);
    if (last !== undefined && last[0]?.kind === thing.kind && last.length < AT_ONCE) last.push(thing);
    else all.push([thing]);
  }
  return all;
}

/** Why a thing is still there; undefined when it is not. */
async function removeOne(thing: Open, remover: Remover): Promise<string | undefined> {
  try {
    if ('as' in thing) return await removeByPath(thing, remover);
    await remover.discard(thing);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function removeByPath({ kind, name, as, created }: ApiThing, remover: Remover): Promise<string | undefined> {
  const paths = created === undefined ? await remover.find(kind, name, as) : [created.path];
  if (paths === undefined) return 'its id was never learnt, and the target offers no way to find it by its name';
  for (const path of paths) {
    const status = await remover.remove(path, as);
    if ((status < 200 || status >= 300) && !GONE.includes(status)) return `DELETE ${path} answered ${status}`;
  }
  return undefined;
}

/**
 * Removes through the target's own API, as whoever created the thing, or directly what was created so. Without the sessions of somebody who has signed in
 * already, it signs in once a role. A deployment that did not answer in time once is not asked again: a hundred things would
 * take a hundred times as long, and the next run tries them.
 */
export function removerFor(target: Target, http: HttpClient, sessions = sessionsOf(target, http)): Remover {
  const as = async (role: Role): Promise<Api> => new Api(http, await sessions(role));
  let silent: HttpError | undefined;
  const whileItAnswers = async <T>(work: () => Promise<T>): Promise<T> => {
    if (silent !== undefined) throw new Error(`not tried, after ${silent.message}`);
    try {
      return await work();
    } catch (error) {
      if (error instanceof HttpError && error.code === 'SMOKE_TIMEOUT') silent = error;
      throw error;
    }
  };
  return {
    remove: (path, role) => whileItAnswers(async () => (await (await as(role)).delete(path)).status),
    find: async (kind, name, role) => {
      const listing = listingsOf(target).find((each) => each.kind === kind);
      if (listing === undefined) return undefined;
      const listed = await whileItAnswers(async () => listing.list(await as(role), name));
      return listed.filter((each) => each.name === name).map(({ path }) => path);
    },
    discard: (thing) =>
      discard(thing, target.services[thing.service], {
        http,
        guard: http.guard,
        access: target.access,
        timeout: target.timeouts.request,
      }),
  };
}

/** Signs in once a role, when somebody asks for it. */
export function sessionsOf(target: Target, http: HttpClient): (role: Role) => Promise<Session> {
  const known = new Map<Role, Promise<Session>>();
  return (role) => {
    const session = known.get(role) ?? signIn(http, target, role);
    known.set(role, session);
    return session;
  };
}
