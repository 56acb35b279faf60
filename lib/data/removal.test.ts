import { afterEach, describe, expect, test } from 'vitest';
import { HttpError } from '../clients/http-error.js';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import { multipartUpload, pagesByNumber, restResource } from '../target/capabilities.js';
import { shopThat } from '../target/testing/shop.js';
import type { Open } from './entries.js';
import { removeAll, type Remover, removerFor } from './removal.js';

const servers = new TestServers();
afterEach(() => servers.end());

const nothing: Pick<Remover, 'find' | 'discard'> = {
  find: () => Promise.resolve(undefined),
  discard: () => Promise.resolve(),
};

const open = (kind: string, key: string): Open => ({
  key,
  kind,
  name: `name ${key}`,
  as: 'member',
  created: { id: key, path: `/${kind}/${key}` },
});

describe('removing all', () => {
  test('takes the newest first, those of one kind together and never more than four at once', async () => {
    const batches: string[][] = [];
    let running = 0;
    const remover: Remover = {
      remove: async (path) => {
        if (running === 0) batches.push([]);
        running += 1;
        batches.at(-1)?.push(path);
        await new Promise((settle) => setTimeout(settle, 5));
        running -= 1;
        return 204;
      },
      ...nothing,
    };
    const things = [
      open('report', '7'),
      ...['6', '5', '4', '3', '2'].map((key) => open('file', key)),
      open('box', '1'),
    ];

    expect(await removeAll(things, remover, () => undefined)).toEqual([]);

    expect(batches).toEqual([['/report/7'], ['/file/6', '/file/5', '/file/4', '/file/3'], ['/file/2'], ['/box/1']]);
  });

  test.each([200, 202, 204, 404, 410])('takes the answer %i for gone', async (status) => {
    const remover: Remover = { remove: () => Promise.resolve(status), ...nothing };
    const removed: string[] = [];

    expect(await removeAll([open('file', '1')], remover, (key) => removed.push(key))).toEqual([]);
    expect(removed).toEqual(['1']);
  });

  test.each([302, 401, 403, 409, 429, 500])('takes the answer %i for left, and goes on', async (status) => {
    const remove = (path: string) => Promise.resolve(path === '/file/2' ? status : 204);
    const removed: string[] = [];

    const leftovers = await removeAll([open('file', '2'), open('box', '1')], { remove, ...nothing }, (key) =>
      removed.push(key),
    );

    expect(leftovers).toEqual([{ id: '2', kind: 'file', reason: `DELETE /file/2 answered ${status}` }]);
    expect(removed).toEqual(['1']);
  });
});

const byApi: Remover['remove'] = (path) => Promise.reject(new Error(`DELETE ${path}`));
const refused: Remover['discard'] = ({ kind }) => Promise.reject(new Error(`no ${kind} is dropped`));

describe('what was created directly in a data service', () => {
  const schema = { key: '1', kind: 'schema', name: 'smoke-1', service: 'postgres' };
  test('is removed there, by its name', async () => {
    const discarded: Open[] = [];
    const discard: Remover['discard'] = (thing) => Promise.resolve(void discarded.push(thing));
    const removed: string[] = [];

    expect(await removeAll([schema], { ...nothing, remove: byApi, discard }, (key) => removed.push(key))).toEqual([]);

    expect(discarded).toEqual([schema]);
    expect(removed).toEqual(['1']);
  });

  test('is left, with the reason, where it cannot be', async () => {
    expect(await removeAll([schema], { ...nothing, remove: byApi, discard: refused }, () => undefined)).toEqual([
      { id: 'smoke-1', kind: 'schema', reason: 'no schema is dropped' },
    ]);
  });

  test('of a service that the target no longer has is left', async () => {
    const http = await servers.serve(() => ({ status: 204 }));

    expect(await removeAll([schema], removerFor(shop, http), () => undefined)).toMatchObject([
      { reason: 'the target has no service postgres of which a schema could be removed' },
    ]);
  });
});

const shop = shopThat({
  uploads: multipartUpload({
    path: '/files',
    id: (body) => body['id'],
    contentPath: (id) => `/files/${id}/raw`,
    removePath: (id) => `/files/${id}`,
  }),
  resources: {
    boxes: restResource({
      path: '/boxes',
      id: (body) => body['id'],
      example: (name) => ({ name }),
      nameOf: (item) => item['name'],
      pages: pagesByNumber({ items: (body) => body['data']?.['items'] }),
      filter: (name) => ({ q: name }),
    }),
  },
});

/** The remover of a shop whose boxes are listed so, and what it was asked after the sign-in. */
async function shopWhere(listed: Reply): Promise<{ remover: Remover; asked: Asked[]; signIns: () => number }> {
  const asked: Asked[] = [];
  let signIns = 0;
  const client = await servers.serve((each) => {
    if (each.path === '/login') {
      signIns += 1;
      return { body: { access_token: 't0ken' } };
    }
    asked.push(each);
    return each.method === 'DELETE' ? { status: 204 } : listed;
  });
  return { remover: removerFor(shop, client), asked, signIns: () => signIns };
}

describe('a target', () => {
  test('is asked by who created the thing, who signs in once', async () => {
    const { remover, asked, signIns } = await shopWhere({});

    expect(await Promise.all(['/files/1', '/files/2'].map((path) => remover.remove(path, 'member')))).toEqual([
      204, 204,
    ]);

    expect(asked.map(({ method, path, headers }) => [method, path, headers.authorization])).toEqual([
      ['DELETE', '/files/1', 'Bearer t0ken'],
      ['DELETE', '/files/2', 'Bearer t0ken'],
    ]);
    expect(signIns()).toBe(1);
  });

  test('tells by the exact name where things are', async () => {
    const items = [{ id: 1, name: 'smoke-a' }, { id: 'b/2', name: 'smoke-a' }, { id: 3, name: 'smoke-ab' }, 'odd'];
    const { remover, asked } = await shopWhere({ body: { data: { items } } });

    expect(await remover.find('resource boxes', 'smoke-a', 'member')).toEqual(['/boxes/1', '/boxes/b%2F2']);
    expect(asked[0]?.path).toContain('q=smoke-a');
  });

  test('that did not answer in time is not asked again', async () => {
    const request = { method: 'POST', url: 'http://shop.example/login', correlationId: 'c-1' };
    let asked = 0;
    const remover = removerFor(shop, await servers.serve(() => ({})), () => {
      asked += 1;
      return Promise.reject(new HttpError('SMOKE_TIMEOUT', request, 'did not answer in time'));
    });

    await expect(remover.remove('/files/1', 'member')).rejects.toThrow(/SMOKE_TIMEOUT/);
    await expect(remover.remove('/files/2', 'member')).rejects.toThrow(/^not tried, after POST .* did not answer/);
    expect(asked).toBe(1);
  });

  test('does not tell it of what it cannot list by name', async () => {
    const { remover, asked } = await shopWhere({});

    expect(await remover.find('upload', 'smoke-a', 'member')).toBeUndefined();
    expect(asked).toEqual([]);
  });

  test.each<[string, Reply, string]>([
    ['that fails', { status: 500, body: { data: { items: [] } } }, 'answered 500 without a list'],
    ['of another shape', { body: { items: [] } }, 'answered 200 without a list'],
    // Its path would be that of all boxes.
    ['of items without an id', { body: { data: { items: [{ id: '', name: 'smoke-a' }] } } }, 'lists it without an id'],
  ])('is not believed by a list %s', async (_, listed, message) => {
    const { remover } = await shopWhere(listed);

    await expect(remover.find('resource boxes', 'smoke-a', 'member')).rejects.toThrow(message);
  });
});
