import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { TestServers } from '../clients/testing/http-server.js';
import { shopThat } from '../target/testing/shop.js';
import { Ledger } from './ledger.js';
import { removerFor, sessionsOf } from './removal.js';
import { thisProcess } from './run-lock.js';
import { madeBy, removeAgain } from './still-listed.js';
import { abandoned, clearRun } from './sweep.js';
import { listedItems } from './testing/listed-items.js';

const RUN = '20300101t000000-0001';
const OURS = `smoke-${RUN}-run-1`;

const shop = {
  ...shopThat({
    resources: {
      items: listedItems,
    },
  }),
  timeouts: { request: 600, action: 600, test: 5_000, run: 60_000 },
};

const servers = new TestServers();
const folder = mkdtempSync(join(tmpdir(), 'firstlight-still-listed-'));
afterEach(async () => {
  await servers.end();
  rmSync(folder, { recursive: true, force: true });
});

/** A shop with these items that answers a removal with a status, and really removes from the nth one on. */
async function shopWith(names: readonly string[], { status = 204, removesFrom = 1 } = {}) {
  const items = new Map(names.map((name, place) => [`/items/${place}`, name]));
  const asked: string[] = [];
  const http = await servers.serve(({ method, path }) => {
    if (path === '/login') return { body: { access_token: 'a-token' } };
    asked.push(`${method} ${path.replace(/\?.*/, '')}`);
    if (method === 'DELETE') {
      const removals = asked.filter((each) => each === `DELETE ${path}`).length;
      if (removals >= removesFrom) items.delete(path);
      return { status };
    }
    return { body: { items: [...items].map(([key, name]) => ({ id: key.split('/')[2], name })) } };
  });
  return { http, items, asked };
}

/** What a run that has created the first item is told at its end. */
async function atTheEnd({ http }: Awaited<ReturnType<typeof shopWith>>) {
  const entry = new Ledger(folder, RUN, 'test').intend({ kind: 'resource items', name: OURS, as: 'member' });
  entry.created({ id: '0', path: '/items/0' });
  const made = madeBy({ folder, runId: RUN });
  const sessions = sessionsOf(shop, http);
  const remover = removerFor(shop, http, sessions);
  expect(await clearRun(folder, RUN, remover)).toEqual([]);
  return removeAgain(made, { target: shop, http, sessions, remover, folder, runId: RUN });
}

test('what is no longer listed was removed', async () => {
  const store = await shopWith([OURS, 'theirs']);

  expect(await atTheEnd(store)).toEqual([]);

  expect(store.asked).toEqual(['DELETE /items/0', 'GET /items']);
  expect(readdirSync(folder)).toEqual([]);
});

test('what is said to be removed and is still listed is told, and left to the next run', async () => {
  const store = await shopWith([OURS, 'theirs'], { removesFrom: 9 });

  expect(await atTheEnd(store)).toEqual([
    { id: '0', kind: 'resource items', reason: 'DELETE /items/0 answered 204, and it is still listed' },
  ]);

  expect(abandoned(folder, shop, { ...thisProcess(), pid: -1, isRunning: () => false })).toMatchObject([
    { runId: RUN, open: [{ name: OURS, as: 'member', created: { id: '0', path: '/items/0' } }] },
  ]);
});

test('what is removed when it is asked for again is not left', async () => {
  const store = await shopWith([OURS], { removesFrom: 2 });

  expect(await atTheEnd(store)).toEqual([]);

  expect([...store.items.values()]).toEqual([]);
});

test('what nobody wrote down is removed as well, and what is not of this run is not', async () => {
  const strange = [`smoke-20300101t000000-0002-run-1`, `${OURS} (copy)`, 'theirs'];
  const store = await shopWith([OURS, `smoke-${RUN}-0a1b2c3d-7`, ...strange]);

  expect(await atTheEnd(store)).toEqual([]);

  expect([...store.items.values()]).toEqual(strange);
});

test('a list that lags behind is believed less than a removal that says it is gone', async () => {
  const store = await shopWith([OURS], { removesFrom: 9, status: 404 });

  expect(await atTheEnd(store)).toEqual([]);
});

test('nothing is asked of a deployment on which nothing was created', async () => {
  const store = await shopWith([]);
  new Ledger(folder, RUN, 'test').intend({ kind: 'resource items', name: OURS, as: 'member' }).failed();

  expect(madeBy({ folder, runId: RUN })).toEqual([]);
  expect(store.asked).toEqual([]);
});
