import type { Api } from '../clients/api.js';
import type { Answer } from '../clients/http.js';
import { idIn, type Json, reach } from '../target/json.js';
import type { Target } from '../target/target.js';

type Resource = NonNullable<Target['capabilities']['resources']>[string];

/** More pages than this are a list that does not end. */
const MOST_PAGES = 200;

/** The ids of all items that a query leaves, page by page. Throws when a page holds no list, or the pages do not end. */
export async function listAll(
  api: Api,
  resource: Pick<Resource, 'path' | 'pages' | 'id'>,
  size: number,
  narrowed: Readonly<Record<string, string>> = {},
  turned?: (page: number) => Promise<unknown>,
): Promise<string[]> {
  const items = await listItems(api, resource, size, narrowed, turned);
  return items.map((item) => idIn(item, resource.id) ?? '');
}

/**
 * All items that a query leaves, page by page; `turned` is waited for before the next. Throws when a page holds no list, or the pages do
 * not end.
 */
export async function listItems(
  api: Api,
  { path, pages }: Pick<Resource, 'path' | 'pages'>,
  size: number,
  narrowed: Readonly<Record<string, string>> = {},
  turned?: (page: number) => Promise<unknown>,
): Promise<Json[]> {
  const all: Json[] = [];
  let before: Answer | undefined;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const asked = pages.query(page, size, before?.json, before?.headers);
    const answer = await api.get(`${path}?${new URLSearchParams({ ...asked, ...narrowed })}`);
    const items = itemsIn(answer.json, pages.items);
    if (answer.status >= 300 || items === undefined) throw new Error(withoutList(path, page, answer.status));
    all.push(...items);
    before = answer;
    if (pages.isLast === undefined ? items.length < size : pages.isLast(answer.json, answer.headers)) return all;
    await turned?.(page);
  }
  throw new Error(`${path} has more than ${MOST_PAGES} pages of ${size}, or its pages do not end`);
}

function withoutList(path: string, page: number, status: number): string {
  const said = `page ${page} of ${path} answered ${status} without a list of items`;
  return page > 1 && status === 404
    ? `${said}: where there is nothing beyond the last page, state its \`isLast\``
    : said;
}

function itemsIn(body: Json, select: Resource['pages']['items']): Json[] | undefined {
  const items = reach(() => select(body));
  return Array.isArray(items) ? items : undefined;
}
