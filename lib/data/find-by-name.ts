import type { Api } from '../clients/api.js';
import type { Finder, IdOf } from '../target/capabilities.js';
import { idIn, type Json, reach } from '../target/json.js';

/** The ids of all things of exactly this name. Throws when the target does not answer with a list, or not with ids. */
export async function findByName(api: Api, finder: Finder, id: IdOf, name: string): Promise<string[]> {
  const path = finder.path(name);
  const answer = await api.get(path);
  const items = reach(() => finder.items(answer.json));
  if (answer.status >= 300 || !Array.isArray(items))
    throw new Error(`${path} answered ${answer.status} without a list`);
  return items
    .filter((item: Json) => reach(() => finder.nameOf(item)) === name)
    .map((item: Json) => {
      const found = idIn(item, id);
      if (found === undefined) throw new Error(`${path} lists it without an id`);
      return found;
    });
}
