import { afterEach, expect, test } from 'vitest';
import { Api } from '../clients/api.js';
import { TestServers } from '../clients/testing/http-server.js';
import { listAll } from '../data/list.js';
import { type Pages, pagesByCursor, pagesByNumber, pagesByOffset } from '../target/capabilities.js';
import { textOf } from '../target/json.js';

const servers = new TestServers();
afterEach(() => servers.end());

const ALL = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
type Query = URLSearchParams;
const from = (start: number, query: Query, size = 'limit') => ALL.slice(start, start + Number(query.get(size)));
const at = (query: Query, name: string): number => Number(query.get(name) ?? 0);

/** How a list is answered, and what the target says of it. */
const DIALECTS: Readonly<Record<string, readonly [pages: Pages, answer: (query: Query) => object]>> = {
  'a plain array, by number': [
    pagesByNumber({ items: (body) => body, size: 'limit' }),
    (query) => from((at(query, 'page') - 1) * at(query, 'limit'), query),
  ],
  'items and total, by number': [
    pagesByNumber({ items: (body) => body['items'], total: (body) => body['total'] }),
    (query) => ({ items: from((at(query, 'page') - 1) * at(query, 'pageSize'), query, 'pageSize'), total: 5 }),
  ],
  'data and meta, by offset': [
    pagesByOffset({ items: (body) => body['data'], total: (body) => body['meta']?.['total_count'] }),
    (query) => ({ data: from(at(query, 'offset'), query), meta: { total_count: 5 } }),
  ],
  'data and meta, by skip': [
    pagesByOffset({ items: (body) => body['data'], offset: 'skip', limit: 'take' }),
    (query) => ({ data: from(at(query, 'skip'), query, 'take'), meta: {} }),
  ],
  'results, counted when asked to': [
    counted(pagesByOffset({ items: (body) => body['results'], total: (body) => body['count'] })),
    (query) => ({ results: from(at(query, 'offset'), query), ...(query.get('count') === '1' && { count: 5 }) }),
  ],
  'by a cursor': [
    pagesByCursor({ items: (body) => body['items'], next: (body) => body['next_cursor'] }),
    (query) => {
      const end = at(query, 'cursor') + at(query, 'limit');
      return { items: from(at(query, 'cursor'), query), next_cursor: end < ALL.length ? `${end}` : null };
    },
  ],
};

/** Two lines of a target: every page is asked with `count=1`. */
function counted(pages: Pages): Pages {
  return { ...pages, query: (...page) => ({ ...pages.query(...page), count: '1' }) };
}

test.each(Object.entries(DIALECTS))('a list as %s', async (_, [pages, answer]) => {
  const http = await servers.serve(({ path }) => ({ body: answer(new URL(path, 'http://shop.example').searchParams) }));
  const api = new Api(http, { role: null, headers: {} });

  const ids = await listAll(api, { path: '/boxes', pages, id: (item) => item['id'] }, 2);

  expect(ids).toEqual(ALL.map(({ id }) => id));
  const first = await api.get(`/boxes?${new URLSearchParams(pages.query(1, 2))}`);
  const total: unknown = pages.total?.(first.json);
  expect(pages.total === undefined ? '5' : textOf(total)).toBe('5');
});
