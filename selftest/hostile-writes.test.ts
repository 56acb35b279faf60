import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'dotenv';
import { Redis } from 'ioredis';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TestCertificates } from '../lib/clients/testing/certificates.js';
import { deployment, nothing, Witness } from './grants/witness.js';
import { COMMANDS, STATEMENTS, WAYS } from './grants/ways.js';
import { Platform, ROOT } from './platform.js';
import { suite, type SuiteRun } from './suite.js';

const certificates = new TestCertificates();

const names = (where: keyof typeof WAYS): string[] => WAYS[where].map(({ name }) => name).toSorted();
const CONFIGURED = ['playwright', 'test', '--config=selftest/grants/playwright.config.ts'];
const KEY = 'firstlight-was-here';

/** The target, where targets are looked for. */
const target = mkdtempSync(join(ROOT, 'targets', 'selftest-'));
writeFileSync(join(target, 'target.ts'), `export { default } from '../../selftest/grants/target.js';\n`);

let platform: Platform;
let shop: Witness;
let elsewhere: Witness;
/** At the address to which a name of the shop's comes to lead. */
let rebound: Witness;
let store: Witness;
let database: pg.Client;
let keys: Redis;
let variables: Record<string, string>;

beforeAll(async () => {
  platform = await Platform.start();
  shop = await Witness.start('127.0.0.1', 0, deployment);
  elsewhere = await Witness.start('127.0.0.1', 0, nothing);
  rebound = await Witness.start('127.0.0.2', shop.port, nothing);
  store = await Witness.start('127.0.0.1', 0, nothing);
  shop.elsewhere = elsewhere.origin;
  const { environmentFile } = await platform.ready();
  const { SMOKE_DATABASE_URL = '', SMOKE_REDIS_URL = '' } = parse(readFileSync(environmentFile));
  database = new pg.Client({ connectionString: SMOKE_DATABASE_URL });
  await database.connect();
  keys = new Redis(SMOKE_REDIS_URL);
  variables = {
    SMOKE_TARGET: basename(target),
    SMOKE_ORIGIN: shop.origin,
    SMOKE_STORAGE_URL: store.origin,
    SMOKE_DATABASE_URL,
    SMOKE_REDIS_URL,
    HOSTILE_ELSEWHERE: elsewhere.origin,
    HOSTILE_REBOUND: `rebound.invalid:${shop.port}`,
  };
});

beforeEach(async () => {
  for (const witness of [shop, elsewhere, rebound, store]) witness.forget();
  await keys.del(KEY);
});

afterAll(async () => {
  certificates.end();
  for (const witness of [shop, elsewhere, rebound, store]) witness.stop();
  rmSync(target, { recursive: true });
  keys.disconnect();
  await database.end();
  await platform.stop();
});

/** How many large objects there are: any role may make one. */
async function largeObjects(): Promise<number> {
  const { rows } = await database.query<{ count: string }>('select count(*) from pg_largeobject_metadata');
  return Number(rows[0]?.count);
}

const run = (grants: string, more: Readonly<Record<string, string>> = {}): Promise<SuiteRun> =>
  suite(CONFIGURED, { ...variables, SMOKE_GRANTS: grants, ...more });

/** The code by which each check of a group was refused, or what came of it. */
const outcomes = ({ results }: SuiteRun, group: string): Record<string, string> =>
  Object.fromEntries(
    (results?.checks ?? [])
      .filter(({ id }) => id.startsWith(`${group} > `))
      .map(({ title, outcome, reason }) => [
        title,
        `${outcome} ${/\((SMOKE_\w+)\)/.exec(reason ?? '')?.[1] ?? ''}`.trim(),
      ]),
  );

const all = (titles: readonly string[], came: string): Record<string, string> =>
  Object.fromEntries(titles.map((title) => [title, came]));

describe('checks that try everything', () => {
  test('change nothing without a grant: each is unverified, by the name of what it lacks', async () => {
    const before = await largeObjects();
    const ran = await run('');

    expect(shop.arrived).toEqual([]);
    expect(elsewhere.seen).toEqual([]);
    expect(store.seen).toEqual([]);
    expect(await largeObjects()).toBe(before);
    expect(outcomes(ran, 'deployment')).toEqual(all(names('deployment'), 'unverified SMOKE_WITHOUT_WRITES'));
    expect(outcomes(ran, 'elsewhere')).toEqual(all(names('elsewhere'), 'unverified SMOKE_FOREIGN_HOST'));
    expect(outcomes(ran, 'store')).toEqual(all(names('store'), 'unverified SMOKE_WITHOUT_DIRECT'));
    expect(outcomes(ran, 'feed')).toEqual({ 'a message of its own': 'unverified SMOKE_WITHOUT_WRITES' });
    expect(new Set(Object.values(outcomes(ran, 'database')))).toEqual(new Set(['unverified SMOKE_WITHOUT_DIRECT']));
    expect(new Set(Object.values(outcomes(ran, 'key store')))).toEqual(new Set(['unverified SMOKE_WITHOUT_DIRECT']));
  });

  test('change no database and no key store with `direct` alone, and can read', async () => {
    const before = await largeObjects();
    const ran = await suite([...CONFIGURED, '--grep=database|key store|a name that'], {
      ...variables,
      SMOKE_GRANTS: 'direct',
    });

    expect(await largeObjects()).toBe(before);
    expect(await keys.exists(KEY)).toBe(0);
    expect(outcomes(ran, 'database')).toEqual({
      ...all(STATEMENTS, 'unverified SMOKE_WITHOUT_WRITES'),
      'a query': 'passed',
    });
    expect(new Set(Object.values(outcomes(ran, 'key store')))).toEqual(new Set(['unverified SMOKE_WITHOUT_WRITES']));
    expect(Object.keys(outcomes(ran, 'key store'))).toHaveLength(COMMANDS.length);

    // A name that has come to lead to another machine still leads to the first, but for those who ask the resolver.
    expect(rebound.seen).toEqual(['GET /rebound-control']);
    expect(shop.seen).toEqual(expect.arrayContaining(['GET /rebound-client', 'GET /rebound-page']));
  });

  test('change nothing of what is encrypted either, where the proxy sees the host alone', async () => {
    const certificate = await certificates.make();
    const secured = await Witness.start('127.0.0.1', 0, deployment, certificate);
    const ran = await suite([...CONFIGURED, '--grep=deployment'], {
      ...variables,
      SMOKE_ORIGIN: secured.origin,
      SMOKE_CA: certificate.file,
    });
    secured.stop();

    expect(secured.seen).toContain('GET /');
    expect(secured.arrived).toEqual([]);
    // What no interception sees does not begin, or is given up with its page: where nothing was sent, nothing had to be refused.
    const unsent = /worker$|left$|closed$|ping$/;
    const sent = Object.entries(outcomes(ran, 'deployment')).filter(
      ([name]) => name === 'worker' || !unsent.test(name),
    );
    expect(Object.fromEntries(sent)).toEqual(
      all(
        names('deployment').filter((name) => name === 'worker' || !unsent.test(name)),
        'unverified SMOKE_WITHOUT_WRITES',
      ),
    );
  });

  test('do change what they are permitted to: every way is a real one', async () => {
    const before = await largeObjects();
    const host = new URL(elsewhere.origin).host;
    const ran = await run('writes,direct,disruptive', { HOSTILE_HOSTS: host });

    expect([...new Set(shop.arrived)].toSorted()).toEqual([...names('deployment'), 'feed-message'].toSorted());
    expect([...new Set(elsewhere.arrived)].toSorted()).toEqual(names('elsewhere'));
    expect(store.arrived).toEqual(names('store'));
    expect(await largeObjects()).toBeGreaterThanOrEqual(before + STATEMENTS.length);
    expect(await keys.get(KEY)).not.toBeNull();
    expect(ran.results?.checks.filter(({ outcome }) => outcome !== 'passed')).toEqual([]);
    expect(ran.results?.tests.unverified).toBe(0);
  });
});
