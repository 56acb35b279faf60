import { afterEach, expect, test } from 'vitest';
import { Api } from '../clients/api.js';
import { TestServers } from '../clients/testing/http-server.js';
import { listAll } from '../data/list.js';
import { inAddress, inLink, type Pages, pagesByCursor, pagesByNumber, pagesByOffset } from '../target/capabilities.js';
import { textOf } from '../target/json.js';

const servers = new TestServers();
afterEach(() => servers.end());

const ALL = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
type Query = URLSearchParams;
type Link = (query: Query) => string;
const from = (start: number, query: Query, size = 'limit') => ALL.slice(start, start + Number(query.get(size)));
const at = (query: Query, name: string): number => Number(query.get(name) ?? 0);

/** How a list is answered, and what the target says of it. */
const DIALECTS: Readonly<Record<string, readonly [pages: Pages, answer: (query: Query) => object, link?: Link]>> = {
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
  'by an address in the Link header': [
    pagesByCursor({ items: (body) => body, next: inLink('after'), cursor: 'after' }),
    (query) => from(at(query, 'after'), query),
    (query) => {
      const next = onward(query) === undefined ? '' : `, </boxes?limit=2&after=${onward(query)}>; rel="next"`;
      return `<http://shop.example/boxes?limit=2>; rel="first"${next}`;
    },
  ],
  'by an address in the body': [
    pagesByCursor({
      items: (body) => body['results'],
      next: (body) => inAddress(body['next'], 'after'),
      cursor: 'after',
    }),
    (query) => {
      const next = onward(query);
      const address = `http://shop.example/boxes?after=${next}`;
      return { results: from(at(query, 'after'), query), next: next === undefined ? null : address };
    },
  ],
  'pages that say which is the last': [
    pagesByNumber({ items: (body) => body['results'], size: 'limit', isLast: (body) => body['next'] === null }),
    (query) => {
      const start = (at(query, 'page') - 1) * at(query, 'limit');
      // A full page may be the last one, and there is nothing beyond it.
      return start >= 4 ? { results: ALL.slice(4), next: null } : { results: from(start, query), next: '/more' };
    },
  ],
};

/** The next place by which a list goes on; nothing where it is at its end. */
const onward = (query: Query): number | undefined => {
  const end = at(query, 'after') + at(query, 'limit');
  return end < ALL.length ? end : undefined;
};

/** Two lines of a target: every page is asked with `count=1`. */
function counted(pages: Pages): Pages {
  return { ...pages, query: (...page) => ({ ...pages.query(...page), count: '1' }) };
}

test.each(Object.entries(DIALECTS))('a list as %s', async (_, [pages, answer, link]) => {
  const http = await servers.serve(({ path }) => {
    const query = new URL(path, 'http://shop.example').searchParams;
    return { body: answer(query), ...(link && { headers: { link: link(query) } }) };
  });
  const api = new Api(http, { role: null, headers: {} });

  const ids = await listAll(api, { path: '/boxes', pages, id: (item) => item['id'] }, 2);

  expect(ids).toEqual(ALL.map(({ id }) => id));
  const first = await api.get(`/boxes?${new URLSearchParams(pages.query(1, 2))}`);
  const total: unknown = pages.total?.(first.json);
  expect(pages.total === undefined ? '5' : textOf(total)).toBe('5');
});

test('a page beyond the last that is not there says what to state', async () => {
  const pages = pagesByNumber({ items: (body) => body });
  const http = await servers.serve(({ path }) =>
    path.includes('page=1&') ? { body: ALL.slice(0, 2) } : { status: 404, body: { title: 'no such page' } },
  );
  const api = new Api(http, { role: null, headers: {} });

  await expect(listAll(api, { path: '/boxes', pages, id: (item) => item['id'] }, 2)).rejects.toThrow(
    'page 2 of /boxes answered 404 without a list of items: where there is nothing beyond the last page, state its `isLast`',
  );
});
