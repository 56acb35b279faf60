import { describe, expect, test } from 'vitest';
import type { Capabilities } from './capabilities.js';
import { findDatabase, wrongDatabase } from './database.js';
import { parseTarget } from './parse.js';
import { otherDatabase, postgresDatabase, type PostgresDatabaseOptions } from './presets/database.js';
import { Secret } from './secret.js';
import { http, postgres, tcp } from './services.js';

const services = { db: postgres({}), queue: tcp({}), api: http() };
const wrongWith = (stated: Partial<PostgresDatabaseOptions>) =>
  wrongDatabase(postgresDatabase({ service: 'db', ...stated }), services).map(
    ({ where, wrong }) => `${where} ${wrong}`,
  );

const rows = {
  table: 'shop.orders',
  column: 'tenant_id',
  setting: 'app.tenant_id',
  tenants: { a: 'one', b: 'other' },
};

test('what is stated in full is right', () => {
  expect(
    wrongWith({
      version: { min: '9.6', max: '18' },
      migrations: { query: 'select max(id) from changes', expected: '7' },
      statementTimeout: 2_000,
      headroom: 10,
      rowSecurity: [rows, { ...rows, setting: (tenant) => ({ role: 'web', 'request.jwt.claims': tenant }) }],
      replica: { service: 'db', lag: 500 },
    }),
  ).toEqual([]);
});

test.each([
  [{ service: 'queue' }, 'service holds "queue", which is no PostgreSQL'],
  [{ replica: { service: 'api', lag: 5 } }, 'replica.service holds "api", which is no PostgreSQL'],
  [{ replica: { service: 'gone', lag: 5 } }, 'replica.service holds "gone", which is no service of this target'],
  [{ version: { min: 'sixteen' } }, 'version.min holds "sixteen", which is no version'],
  [{ pool: 0 }, 'pool holds "0", which is no whole number above 0'],
  [{ headroom: 1.5 }, 'headroom holds "1.5", which is no whole number above 0'],
  [
    { migrations: { table: 'a', query: 'b', expected: 'c' } },
    'migrations holds "query", which is either a query, or a table and a column',
  ],
  [
    { rowSecurity: [{ ...rows, setting: 'search_path' }] },
    'rowSecurity[0].setting holds "search_path", which is no setting of an application',
  ],
  [
    { rowSecurity: [rows, { ...rows, tenants: { a: 'one', b: 'one' } }] },
    'rowSecurity[1].tenants holds "one", which is one tenant twice',
  ],
  [
    { rowSecurity: [{ ...rows, withoutContext: { sqlstate: 'undefined' } }] },
    'rowSecurity[0].withoutContext.sqlstate holds "undefined", which is no SQLSTATE',
  ],
  [
    { indexes: [{ index: 'a', query: 'select 1; delete from b' }] },
    'indexes[0].query holds "select 1; delete from b", which is more than one statement',
  ],
])('what cannot be is named: %j', (stated: Partial<PostgresDatabaseOptions>, said) => {
  expect(wrongWith(stated)).toEqual([`capabilities.database.${said}`]);
});

const found = (database: NonNullable<Capabilities['database']>, url?: Secret) => {
  const parsed = parseTarget(
    {
      name: 'shop',
      environment: 'test',
      origin: new URL('http://shop.example'),
      services: { ...services, db: postgres({ url }) },
      capabilities: { database },
    },
    {},
  );
  const declared = parsed.ok ? parsed.target.capabilities.database : undefined;
  return parsed.ok && declared !== undefined ? findDatabase(declared, parsed.target.services) : parsed;
};

describe('a database', () => {
  test('is where the target says', () => {
    expect(found(postgresDatabase({ service: 'db' }), new Secret('postgres://db.example/shop'))).toMatchObject({
      ok: true,
      url: new URL('postgres://db.example/shop'),
    });
  });

  test('of which no address is known cannot be asked', () => {
    expect(found(postgresDatabase({ service: 'db' }))).toEqual({
      ok: false,
      because: 'the target does not say where the database db is',
    });
  });

  test('of another kind cannot be asked yet', () => {
    expect(found(otherDatabase('MySQL', { service: 'queue' }))).toEqual({
      ok: false,
      because: 'MySQL is not supported yet',
    });
  });
});
