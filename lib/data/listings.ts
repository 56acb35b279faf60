import type { Api } from '../clients/api.js';
import type { Role } from '../target/accounts.js';
import type { Finder, IdOf, Webhooks } from '../target/capabilities.js';
import { type Json, reach, textOf } from '../target/json.js';
import type { Target } from '../target/target.js';
import { idOfListed, itemsFor } from './find-by-name.js';
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
  /** The one account that the suite makes or removes these with; else each may have made some. */
  readonly as?: Role | undefined;
  /** Those that somebody sees whose names hold the text. Throws where no list comes, or one without ids. */
  readonly list: (api: Api, text: string) => Promise<Listed[]>;
}

const PAGE = 100;

/** What a target says can be listed; what rests on others comes after them. */
export function listingsOf({ capabilities }: Target): Listing[] {
  const { uploads, results, webhooks, resources = {} } = capabilities;
  const begin = results?.begin;
  return [
    ...(webhooks === undefined ? [] : [webhooksOf(webhooks)]),
    ...Object.entries(resources).map(([name, resource]): Listing => ({
      kind: `resource ${name}`,
      list: async (api, text) => {
        const items = await listItems(api, resource, PAGE, resource.filter?.(text));
        return items.flatMap((item) => listedIn(item, text, resource, (id) => itemPath(resource, id)));
      },
    })),
    ...(uploads?.find === undefined ? [] : [found('upload', uploads.find, uploads.id, uploads.removePath)]),
    ...(begin?.find === undefined ? [] : [found('result', begin.find, begin.id, begin.removePath)]),
    ...accountsOf(capabilities.auth?.registration),
  ];
}

const webhooksOf = ({ account: as, list, id, removePath }: Webhooks): Listing => ({
  ...found('webhook', byAddress(list), id, removePath),
  as,
});

/** A webhook bears its name at the end of its address. */
const byAddress = ({ path, items, url }: Webhooks['list']): Finder => ({
  path: () => path,
  items,
  nameOf: (item) => textOf(url(item))?.split('/').at(-1),
});

type Registration = NonNullable<NonNullable<Target['capabilities']['auth']>['registration']>;

/** Accounts are found by whoever removes them. */
function accountsOf(registration: Registration | undefined): Listing[] {
  const { id, removal } = registration ?? {};
  const isFound = id !== undefined && removal !== undefined && 'by' in removal && removal.find !== undefined;
  return isFound ? [{ ...found('account', removal.find, id, removal.path), as: removal.by }] : [];
}

const found = (kind: string, finder: Finder, id: IdOf, pathOf: (id: string) => string): Listing => ({
  kind,
  list: async (api, text) => {
    const items = await itemsFor(api, finder, text);
    return items.flatMap((item) => listedIn(item, text, { nameOf: finder.nameOf, id }, pathOf));
  },
});

/** Nothing where a name does not hold the text, so that strangers' things without ids are no matter. */
function listedIn(
  item: Json,
  text: string,
  { nameOf, id }: { readonly nameOf: (item: Json) => unknown; readonly id: IdOf },
  pathOf: (id: string) => string,
): Listed[] {
  const name = reach(() => textOf(nameOf(item)));
  if (name === undefined || !name.includes(text)) return [];
  const known = idOfListed(item, id, name);
  return [{ name, id: known, path: pathOf(known) }];
}
