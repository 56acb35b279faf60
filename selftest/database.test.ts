import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parse } from 'dotenv';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Results } from '../lib/report/results.js';
import { Platform } from './platform.js';
import { projects } from './suite.js';
import { serve, type Served, TargetFolder } from './target-folder.js';

/** A stranger's platform that has one service and one database. */
const target = (states: string): string => `import { postgresDatabase } from '../../lib/target/capabilities.js';
import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http, postgres } from '../../lib/target/services.js';

export default defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  grants: env.grants('SMOKE_GRANTS'),
  services: {
    api: http({ health: '/healthz' }),
    db: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    copy: postgres({ url: env.optionalSecret('SMOKE_COPY_URL') }),
  },
  capabilities: { database: postgresDatabase({ ${states} }) },
});
`;

/** Ways in which platforms keep the rows of tenants apart, as a target states them. */
const ROWS = `[
  { table: 'dialects.hiding', column: 'tenant', setting: 'app.tenant', tenants: { a: '1', b: '2' }, bindsOwner: true },
  { table: 'dialects.raising', column: 'tenant', setting: 'app.tenant', tenants: { a: '1', b: '2' }, withoutContext: { sqlstate: '42704' } },
  { table: 'dialects.claims', column: 'owner', setting: (user) => ({ 'request.jwt.claims': JSON.stringify({ sub: user }) }), tenants: { a: 'ann', b: 'bob' } },
  { table: 'dialects.lines', column: '(select tenant from dialects.hiding where id = parent)', setting: 'app.tenant', tenants: { a: '1', b: '2' }, row: (tenant) => ({ parent: Number(tenant) }) },
]`;

/** The login is a superuser, whom no policy binds. */
const BY_ROLE = `[{ table: 'shop.orders', column: 'tenant', setting: 'app.tenant', tenants: { a: '1', b: '2' }, role: 'web' }]`;

const MAKE_ROWS = `
  create schema dialects;
  create table dialects.hiding (id int primary key, tenant int not null);
  create table dialects.raising (tenant text);
  create table dialects.claims (id int generated always as identity, owner text);
  create table dialects.lines (parent int references dialects.hiding);
  insert into dialects.hiding values (1, 1), (2, 2);
  insert into dialects.raising values ('1'), ('2');
  insert into dialects.claims (owner) values ('ann'), ('bob');
  insert into dialects.lines values (1), (2);
  create policy own on dialects.hiding using (tenant = nullif(current_setting('app.tenant', true), '')::int);
  create policy own on dialects.raising using (tenant = current_setting('app.tenant'));
  create policy own on dialects.claims using (owner = nullif(current_setting('request.jwt.claims', true), '')::json ->> 'sub');
  create policy own on dialects.lines using (exists (select from dialects.hiding where id = parent));
  alter table dialects.hiding enable row level security, force row level security;
  alter table dialects.raising enable row level security, force row level security;
  alter table dialects.claims enable row level security, force row level security;
  alter table dialects.lines enable row level security, force row level security`;

let shop: Served;

beforeAll(async () => {
  shop = await serve((_request, response) => response.end('{"status":"ok"}'));
});

afterAll(() => shop.close());

/** The outcomes of the checks of the database, each with its reason. */
async function looked(
  folder: TargetFolder,
  database: string,
  grep: string,
  copy = database,
): Promise<Results['checks']> {
  const variables = {
    SMOKE_COPY_URL: copy,
    SMOKE_TARGET: folder.name,
    SMOKE_ORIGIN: shop.origin,
    SMOKE_GRANTS: 'direct,writes',
    SMOKE_DATABASE_URL: database,
  };
  const { results, output } = await projects(['api'], variables, grep);
  if (results === undefined) throw new Error(`the run left no results:\n${output}`);
  return results.checks.filter(({ area }) => area === 'database');
}

describe('the database of a stranger', () => {
  let platform: Platform;
  let folder: TargetFolder;
  let address: URL;

  beforeAll(async () => {
    platform = await Platform.start();
    folder = new TargetFolder(target(`service: 'db', replica: { service: 'copy', lag: 300 }, rowSecurity: ${ROWS}`));
    const { environmentFile } = await platform.ready();
    address = new URL(parse(readFileSync(environmentFile))['SMOKE_DATABASE_URL'] ?? '');
    const author = new pg.Client({ connectionString: address.href });
    await author.connect();
    await author.query(MAKE_ROWS);
    await author.end();
  });

  afterAll(async () => {
    folder.remove();
    await platform.stop();
  });

  test('passes what is asked of any, and keeps its tenants apart in one of four ways', async () => {
    const checks = await looked(folder, address.href, '@area-database');

    expect(checks.filter(({ outcome }) => !['passed', 'not-applicable'].includes(outcome))).toEqual([]);
    expect(checks.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(20);
  });

  test('is seen to be ahead of its replica', async () => {
    const other = Object.assign(new URL(address), { pathname: '/postgres' });

    const [check] = await looked(folder, address.href, 'replica', other.href);

    expect(check).toMatchObject({
      outcome: 'failed',
      reason: 'what the replica shows after 300 ms: expected "copied", saw "42P01"',
    });
  });

  test('is not red where the login may make no schema', async () => {
    const other = Object.assign(new URL(address), { pathname: '/postgres' });

    const checks = await looked(folder, other.href, 'transactions|constraints|database server');

    const unverified = checks.filter(({ outcome }) => outcome === 'unverified').map(({ reason }) => reason);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(new Set(unverified)).toEqual(
      new Set([expect.stringContaining('the login may not make a schema of its own')]),
    );
  });
});

describe('PostgreSQL with pgvector', () => {
  let database: PGlite;
  let server: PGLiteSocketServer;
  let folder: TargetFolder;

  beforeAll(async () => {
    database = await PGlite.create({ extensions: { vector } });
    await database.exec(`
      create schema extensions; create extension vector schema extensions;
      create role web; create schema shop; grant usage on schema shop to web;
      create table shop.orders (tenant text); insert into shop.orders values ('1'), ('2');
      grant select, insert on shop.orders to web; alter table shop.orders enable row level security;
      create policy own on shop.orders using (tenant = current_setting('app.tenant', true))`);
    server = new PGLiteSocketServer({ db: database, port: 0, maxConnections: 10 });
    await server.start();
    folder = new TargetFolder(target(`service: 'db', vectors: { schema: 'extensions' }, rowSecurity: ${BY_ROLE}`));
  });

  afterAll(async () => {
    folder.remove();
    await server.stop();
    await database.close();
  });

  const seen = (grep: string) => looked(folder, `postgres://postgres@${server.getServerConn()}/postgres`, grep);

  test('is seen to find what is nearest, and a role to keep tenants apart that the login takes on', async () => {
    const checks = await seen('vectors|row-level');

    expect(checks.filter(({ outcome }) => outcome !== 'passed')).toMatchObject([
      { outcome: 'not-applicable', reason: 'the target offers no table whose owner its policies bind' },
    ]);
    expect(checks).toHaveLength(6);
  });

  test('is seen to take one distance for another', async () => {
    await database.exec(`update pg_operator set oprcode = (select oprcode from pg_operator where oprname = '<=>' and oprleft = 'extensions.vector'::regtype)
      where oprname = '<->' and oprleft = 'extensions.vector'::regtype`);

    const [check] = await seen('vectors');

    expect(check).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('by distance: expected "here, near, other", saw "here, along, near"'),
    });
  });
});
