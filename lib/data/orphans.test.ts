import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { TestServers } from '../clients/testing/http-server.js';
import { rawUpload } from '../target/capabilities.js';
import { shopThat } from '../target/testing/shop.js';
import { runNamedIn } from './names.js';
import { findOrphans, removeOrphans } from './orphans.js';
import { lockRun } from './run-lock.js';
import { listedItems } from './testing/listed-items.js';

const OLD = '20300101t000000-0001';
const YOUNG = '20300101t110000-0002';
const NOON = new Date('2030-01-01T12:00:00Z');

const shop = shopThat({
  resources: {
    items: listedItems,
  },
  uploads: rawUpload({
    path: '/files',
    id: (file) => file['id'],
    contentPath: (id) => `/files/${id}`,
    removePath: (id) => `/files/${id}`,
    find: { path: (name) => `/files?q=${name}`, items: (body) => body['files'], nameOf: (file) => file['name'] },
  }),
});

const servers = new TestServers();
const folder = mkdtempSync(join(tmpdir(), 'firstlight-orphans-'));
afterEach(async () => {
  await servers.end();
  rmSync(folder, { recursive: true, force: true });
});

const named = (names: string[]) => names.map((name, place) => ({ id: `${place}`, name }));

/** A shop with these items and files, by name; what it is asked to remove. */
async function stocked(items: string[], files: string[] = [], status = 204) {
  const removed: string[] = [];
  const http = await servers.serve(({ method, path }) => {
    if (path === '/login') return { body: { access_token: 'a-token' } };
    if (method === 'DELETE') {
      removed.push(path);
      return { status };
    }
    return { body: path.startsWith('/items') ? { items: named(items) } : { files: named(files) } };
  });
  return { http, removed };
}

describe('a name tells its run', () => {
  test.each([`smoke-${OLD}-run-1`, `smoke-${OLD}-0a1b2c3d-12`])('%s', (name) => {
    expect(runNamedIn(name)).toEqual({ runId: OLD, begun: new Date('2030-01-01T00:00:00Z') });
  });

  test.each([
    'smoke-test',
    `smoke-${OLD}`,
    `smoke-${OLD}-run`,
    `smoke-${OLD}-run-01`,
    `smoke-${OLD}-mine-1`,
    `smoke-${OLD}-run-1 (copy)`,
    `Smoke-${OLD}-Run-1`,
    `my smoke-${OLD}-run-1`,
    'smoke-20300231t000000-0001-run-1',
    'smoke-20301301t000000-0001-run-1',
  ])('not %s', (name) => {
    expect(runNamedIn(name)).toBeUndefined();
  });
});

describe('orphans', () => {
  test('are what a run has left of which nobody knows', async () => {
    const { http, removed } = await stocked(
      [`smoke-${OLD}-run-1`, 'smoke-signals', `smoke-${OLD}-run-1-x`],
      ['theirs'],
    );

    const { orphans, leftAlone, kinds } = await findOrphans(shop, http, folder, NOON);

    expect(orphans).toMatchObject([{ kind: 'resource items', path: '/items/0', as: 'member', runId: OLD }]);
    expect(leftAlone).toEqual([]);
    expect(kinds).toEqual(['resource items', 'upload']);
    expect(removed).toEqual([]);
  });

  test('are not what a run has that may be alive elsewhere', async () => {
    const { http } = await stocked([`smoke-${YOUNG}-run-1`], [`smoke-${YOUNG}-run-2`]);

    expect(await findOrphans(shop, http, folder, NOON)).toMatchObject({
      orphans: [],
      leftAlone: [{ runId: YOUNG }, { runId: YOUNG }],
    });
  });

  test.each(['lock', 'run.jsonl'])('are not what a run has whose %s is here', async (ending) => {
    lockRun(folder, '20300101t000000-9999', shop);
    writeFileSync(join(folder, `${OLD}.${ending}`), '');
    const { http } = await stocked([`smoke-${OLD}-run-1`]);

    expect(await findOrphans(shop, http, folder, NOON)).toMatchObject({ orphans: [], leftAlone: [{ runId: OLD }] });
  });

  test('are not told as none where a list cannot be read', async () => {
    const http = await servers.serve(({ path }) =>
      path === '/login' ? { body: { access_token: 'a-token' } } : { status: 500 },
    );

    const { unknown } = await findOrphans(shop, http, folder, NOON);

    expect(unknown).toEqual([
      expect.stringMatching(/^resource items as member: /),
      expect.stringMatching(/^upload as/),
    ]);
  });

  test('are removed by their ids, the last first, and are in the ledger until they are gone', async () => {
    const { http, removed } = await stocked([`smoke-${OLD}-run-1`, 'theirs'], [`smoke-${OLD}-run-2`]);
    const { orphans } = await findOrphans(shop, http, folder, NOON);

    expect(await removeOrphans(orphans, shop, http, { ledger: folder, runId: YOUNG })).toEqual([]);

    expect(removed).toEqual(['/files/0', '/items/0']);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stay in the ledger when they cannot be removed', async () => {
    const { http } = await stocked([`smoke-${OLD}-run-1`], [], 403);
    const { orphans } = await findOrphans(shop, http, folder, NOON);

    const left = await removeOrphans(orphans, shop, http, { ledger: folder, runId: YOUNG });

    expect(left).toEqual([{ id: '0', kind: 'resource items', reason: 'DELETE /items/0 answered 403' }]);
    expect(readdirSync(folder).toSorted()).toEqual([`${YOUNG}.lock`, `${YOUNG}.orphans.jsonl`]);
  });
});
