import { readFileSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parse } from 'dotenv';
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

describe('a database of which little more than its place is stated', () => {
  let platform: Platform;
  let folder: TargetFolder;
  let address: URL;

  beforeAll(async () => {
    platform = await Platform.start();
    folder = new TargetFolder(target("service: 'db', replica: { service: 'copy', lag: 300 }"));
    const { environmentFile } = await platform.ready();
    address = new URL(parse(readFileSync(environmentFile))['SMOKE_DATABASE_URL'] ?? '');
  });

  afterAll(async () => {
    folder.remove();
    await platform.stop();
  });

  test('passes what is asked of any', async () => {
    const checks = await looked(folder, address.href, '@area-database');

    expect(checks.filter(({ outcome }) => !['passed', 'not-applicable'].includes(outcome))).toEqual([]);
    expect(checks.filter(({ outcome }) => outcome === 'passed').length).toBeGreaterThan(15);
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

    const checks = await looked(folder, other.href, '@area-database');

    const unverified = checks.filter(({ outcome }) => outcome === 'unverified').map(({ reason }) => reason);
    expect(checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(new Set(unverified)).toEqual(
      new Set([expect.stringContaining('the login may not make a schema of its own')]),
    );
  });
});

describe('pgvector', () => {
  let database: PGlite;
  let server: PGLiteSocketServer;
  let folder: TargetFolder;

  beforeAll(async () => {
    database = await PGlite.create({ extensions: { vector } });
    await database.exec('create schema extensions; create extension vector schema extensions');
    server = new PGLiteSocketServer({ db: database, port: 0, maxConnections: 10 });
    await server.start();
    folder = new TargetFolder(target("service: 'db', vectors: { schema: 'extensions' }"));
  });

  afterAll(async () => {
    folder.remove();
    await server.stop();
    await database.close();
  });

  const vectors = async () => {
    const [check] = await looked(folder, `postgres://postgres@${server.getServerConn()}/postgres`, 'vectors');
    return check;
  };

  test('is seen to find what is nearest', async () => {
    expect(await vectors()).toMatchObject({ outcome: 'passed' });
  });

  test('is seen to take one distance for another', async () => {
    await database.exec(`update pg_operator set oprcode = (select oprcode from pg_operator where oprname = '<=>' and oprleft = 'extensions.vector'::regtype)
      where oprname = '<->' and oprleft = 'extensions.vector'::regtype`);

    expect(await vectors()).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('by distance: expected "here, near, other", saw "here, along, near"'),
    });
  });
});
