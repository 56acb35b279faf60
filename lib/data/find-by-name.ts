import type { Api } from '../clients/api.js';
import type { Finder, IdOf } from '../target/capabilities.js';
import { idIn, type Json, reach } from '../target/json.js';

/** What a target lists for a name, and more. Throws when it does not answer with a list. */
export async function itemsFor(api: Api, finder: Finder, name: string): Promise<Json[]> {
  const path = finder.path(name);
  const answer = await api.get(path);
  const items = reach(() => finder.items(answer.json));
  if (answer.status >= 300 || !Array.isArray(items))
    throw new Error(`${path} answered ${answer.status} without a list`);
  return items;
}

/** The id of a thing that a target lists. Throws when there is none: its path would be that of all. */
export function idOfListed(item: Json, id: IdOf, name: string): string {
  const found = idIn(item, id);
  if (found === undefined) throw new Error(`the target has ${name}, and lists it without an id`);
  return found;
}

/** The ids of all things of exactly this name. Throws when the target does not answer with a list, or not with ids. */
export async function findByName(api: Api, finder: Finder, id: IdOf, name: string): Promise<string[]> {
  const items = await itemsFor(api, finder, name);
  return items.filter((item) => reach(() => finder.nameOf(item)) === name).map((item) => idOfListed(item, id, name));
}
