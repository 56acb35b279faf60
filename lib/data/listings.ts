import type { Api } from '../clients/api.js';
import type { Finder, IdOf } from '../target/capabilities.js';
import { idIn, type Json, reach, textOf } from '../target/json.js';
import type { Target } from '../target/target.js';
import { itemPath } from './item-path.js';
import { listItems } from './list.js';

/** Something on a target, and what a DELETE removes it by. */
export interface Listed {
  readonly name: string;
  readonly id: string;
  readonly path: string;
}

/** A kind of things that a target lists, by the word that ledgers have for it. */
export interface Listing {
  readonly kind: string;
  /** Those that somebody sees, at least all whose names hold the text. Throws where no list comes. */
  readonly list: (api: Api, text: string) => Promise<Listed[]>;
}

const PAGE = 100;

/** What a target says can be listed; what rests on others comes after them. */
export function listingsOf({ capabilities }: Target): Listing[] {
  const { uploads, results, resources = {} } = capabilities;
  const begin = results?.begin;
  return [
    ...Object.entries(resources).map(([name, resource]): Listing => ({
      kind: `resource ${name}`,
      list: async (api, text) => {
        const items = await listItems(api, resource, PAGE, resource.filter?.(text));
        return items.flatMap((item) => listedIn(item, resource, (id) => itemPath(resource, id)));
      },
    })),
    ...(uploads?.find === undefined ? [] : [found('upload', uploads.find, uploads.id, uploads.removePath)]),
    ...(begin?.find === undefined ? [] : [found('result', begin.find, begin.id, begin.removePath)]),
  ];
}

const found = (kind: string, finder: Finder, id: IdOf, pathOf: (id: string) => string): Listing => ({
  kind,
  list: async (api, text) => {
    const answer = await api.get(finder.path(text));
    const items = reach(() => finder.items(answer.json));
    if (answer.status >= 300 || !Array.isArray(items))
      throw new Error(`${finder.path(text)} answered ${answer.status} without a list`);
    return items.flatMap((item: Json) => listedIn(item, { nameOf: finder.nameOf, id }, pathOf));
  },
});

function listedIn(
  item: Json,
  { nameOf, id: idOf }: { readonly nameOf: (item: Json) => unknown; readonly id: IdOf },
  pathOf: (id: string) => string,
): Listed[] {
  const name = reach(() => textOf(nameOf(item)));
  const id = idIn(item, idOf);
  return name === undefined || id === undefined ? [] : [{ name, id, path: pathOf(id) }];
}
