import { afterEach, describe, expect, test } from 'vitest';
import { Api } from '../clients/api.js';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import { type Pages, pagesByCursor, pagesByNumber, pagesByOffset } from '../target/capabilities.js';
import { listAll } from './list.js';

const servers = new TestServers();
afterEach(() => servers.end());

const ALL = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
const items = (body: { items?: unknown }) => body.items;

/** Lists where the server replies so. */
async function list(
  pages: Pages,
  reply: (query: URLSearchParams) => Reply,
): Promise<{ ids: string[]; asked: string[] }> {
  const asked: string[] = [];
  const http = await servers.serve(({ path }: Asked) => {
    asked.push(path);
    return reply(new URL(path, 'http://shop.example').searchParams);
  });
  const api = new Api(http, { role: null, headers: {} });
  return { ids: await listAll(api, { path: '/boxes', pages, id: (item) => item['id'] }, 2, { q: 'x' }), asked };
}

const from = (start: number, count: number) => ALL.slice(start, start + count);

describe('all items are listed once, in order', () => {
  test.each<[string, Pages, (query: URLSearchParams) => Reply, string[]]>([
    [
      'by number',
      pagesByNumber({ items }),
      (query) => ({ body: { items: from((Number(query.get('page')) - 1) * 2, Number(query.get('pageSize'))) } }),
      ['/boxes?page=1&pageSize=2&q=x', '/boxes?page=2&pageSize=2&q=x', '/boxes?page=3&pageSize=2&q=x'],
    ],
    [
      'by offset, in a plain list',
      pagesByOffset({ items: (body) => body, offset: 'skip' }),
      (query) => ({ body: from(Number(query.get('skip')), Number(query.get('limit'))) }),
      ['/boxes?skip=0&limit=2&q=x', '/boxes?skip=2&limit=2&q=x', '/boxes?skip=4&limit=2&q=x'],
    ],
    [
      'by cursor',
      pagesByCursor({ items, next: (body) => body['meta']?.['next'] }),
      (query) => {
        const start = Number(query.get('cursor') ?? '0');
        return { body: { items: from(start, 2), meta: start < 4 ? { next: `${start + 2}` } : null } };
      },
      ['/boxes?limit=2&q=x', '/boxes?limit=2&cursor=2&q=x', '/boxes?limit=2&cursor=4&q=x'],
    ],
  ])('%s', async (_, pages, reply, asked) => {
    expect(await list(pages, reply)).toEqual({ ids: ['a', 'b', 'c', 'd', 'e'], asked });
  });

  test('by a cursor that leads on over an empty page', async () => {
    const pages = pagesByCursor({ items, next: (body) => body['next'] });

    const { ids } = await list(pages, (query) =>
      query.has('cursor') ? { body: { items: from(0, 1) } } : { body: { items: [], next: 'on' } },
    );

    expect(ids).toEqual(['a']);
  });
});

test('a page without a list is an error', async () => {
  await expect(list(pagesByNumber({ items }), () => ({ status: 500, body: { error: 'no' } }))).rejects.toThrow(
    'page 1 of /boxes answered 500 without a list of items',
  );
});

test('pages that do not end are an error', async () => {
  await expect(list(pagesByNumber({ items }), () => ({ body: { items: from(0, 2) } }))).rejects.toThrow(
    '/boxes has more than 200 pages of 2, or its pages do not end',
  );
});
