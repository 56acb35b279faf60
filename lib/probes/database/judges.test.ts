import { describe, expect, test } from 'vitest';
import { judgeConnections } from './headroom.js';
import { indexesIn, judgeIndexUse } from './index-use.js';
import { judgeMigrations } from './migrations.js';
import {
  judgeBinding,
  judgeForeignInsert,
  judgePolicies,
  judgeTenant,
  judgeWithoutContext,
  type SightFacts,
} from './row-security.js';
import { judgeStatementTimeout, judgeVersion } from './server.js';

const seenIn = (findings: ReadonlyArray<{ readonly actual: string }>): string[] => findings.map(({ actual }) => actual);

describe('a version', () => {
  test.each([
    ['16.4 (Debian 16.4-1.pgdg120+2)', { min: '16.4', max: '18' }],
    ['18.1', { min: '16.4', max: '18' }],
    ['19beta1', { min: '19' }],
    ['9.6.24', { max: '9.6' }],
    ['16.10', { min: '16.9' }],
    ['17.2', {}],
  ])('%s is within %j', (version, range) => {
    expect(judgeVersion({ version, statementTimeout: 0 }, range, 'db')).toEqual([]);
  });

  test.each([
    ['16.3', { min: '16.4' }],
    ['18.1', { max: '17' }],
    ['9.6.24', { min: '10' }],
    ['', { min: '10' }],
  ])('%s is not within %j', (version, range) => {
    expect(seenIn(judgeVersion({ version, statementTimeout: 0 }, range, 'db'))).toEqual([version]);
  });
});

const limitedTo = (statementTimeout: number) =>
  seenIn(judgeStatementTimeout({ version: '18', statementTimeout }, 2_000, 'db'));

test('a limit of statements is one that is there and not above what is stated', () => {
  expect(limitedTo(2_000)).toEqual([]);
  expect(limitedTo(2_001)).toEqual(['2001 ms']);
  expect(limitedTo(0)).toEqual(['no limit']);
});

test('the last migration must be the expected one', () => {
  expect(judgeMigrations(['9', '10'], '10', 'db')).toEqual([]);
  expect(judgeMigrations([], '10', 'db')).toMatchObject([{ actual: 'no migration' }]);
  expect(judgeMigrations(['9'], '10', 'db')).toMatchObject([{ hint: expect.stringContaining('run the migrations') }]);
  expect(judgeMigrations(['10', '11'], '10', 'db')).toMatchObject([
    { actual: 'migration 11', hint: expect.stringContaining('newer than the build') },
  ]);
});

describe('connections', () => {
  const limits = [
    { what: 'the server', limit: 100, used: 92, own: false },
    { what: 'login shop', limit: -1, used: 92, own: true },
  ];

  test('are too few by what is stated, or warned of by a tenth', () => {
    expect(judgeConnections(limits, 8, 'db')).toEqual([]);
    expect(judgeConnections(limits, 9, 'db')).toMatchObject([
      { severity: 'fail', expected: '9 free connections', actual: '8 of the 100 that the server admits' },
    ]);
    expect(judgeConnections(limits, undefined, 'db')).toMatchObject([{ severity: 'warn' }]);
  });

  test('of the login of the checks are never asked to be as many', () => {
    const own = { what: 'login smoke', limit: 10, own: true };
    expect(judgeConnections([{ ...own, used: 9 }], 20, 'db')).toEqual([]);
    expect(judgeConnections([{ ...own, used: 10 }], 20, 'db')).toMatchObject([{ severity: 'warn' }]);
  });
});

describe('an index', () => {
  const plan = [
    { Plan: { 'Node Type': 'Sort', Plans: [{ 'Node Type': 'Index Scan', 'Index Name': 'orders_tenant' }] } },
  ];

  test('is found wherever it is in a plan', () => {
    expect(indexesIn(plan)).toEqual(['orders_tenant']);
    expect(indexesIn(null)).toEqual([]);
  });

  test('must be the one that is stated', () => {
    expect(judgeIndexUse({ index: 'orders_tenant', used: ['orders_tenant'] }, 'db')).toEqual([]);
    expect(seenIn(judgeIndexUse({ index: 'orders_tenant', used: ['orders_pkey'] }, 'db'))).toEqual([
      'it uses orders_pkey',
    ]);
    expect(seenIn(judgeIndexUse({ index: 'orders_tenant', used: [] }, 'db'))).toEqual(['it reads the whole table']);
  });
});

const sight = (seen: SightFacts['seen'], tenant: string | null = 'one'): SightFacts => ({
  table: 'orders',
  tenant,
  seen,
});

const without = (seen: SightFacts['seen'], wanted?: { readonly sqlstate: string }) =>
  seenIn(judgeWithoutContext(sight(seen, null), wanted, 'db'));

describe('rows of tenants', () => {
  test('are the own ones, and there are some', () => {
    expect(judgeTenant(sight(['one']), 'db')).toEqual([]);
    expect(seenIn(judgeTenant(sight([]), 'db'))).toEqual(['no row']);
    expect(seenIn(judgeTenant(sight(['one', 'other']), 'db'))).toEqual(['a row of other']);
    expect(seenIn(judgeTenant(sight([null]), 'db'))).toEqual(['a row of nobody']);
    expect(seenIn(judgeTenant(sight({ sqlstate: '42P17' }), 'db'))).toEqual(['it is refused with 42P17']);
  });

  test('are hidden, or refused, without a context: as the target states', () => {
    expect(without([])).toEqual([]);
    expect(without(['one'])).toEqual(['a row of one']);
    expect(without({ sqlstate: '42704' })).toEqual(['refused with 42704']);
    expect(without({ sqlstate: '42704' }, { sqlstate: '42704' })).toEqual([]);
    expect(without([], { sqlstate: '42704' })).toEqual(['no row']);
  });

  test('cannot be added for another', () => {
    expect(judgeForeignInsert({ table: 'orders', outcome: 'refused' }, 'db')).toEqual([]);
    expect(seenIn(judgeForeignInsert({ table: 'orders', outcome: 'done' }, 'db'))).toEqual(['it is accepted']);
    expect(seenIn(judgeForeignInsert({ table: 'orders', outcome: '23502' }, 'db'))).toEqual([
      'it passes the policies, and ends with 23502',
    ]);
  });
});

describe('policies', () => {
  const bound = { table: 'orders', enabled: true, forced: true, ownerPasses: false, owner: 'shop' };

  test('bind an owner where they are on, forced, and nobody passes by', () => {
    expect(judgeBinding(bound, 'db')).toEqual([]);
    expect(seenIn(judgeBinding({ ...bound, enabled: false }, 'db'))).toEqual(['row-level security is off']);
    expect(seenIn(judgeBinding({ ...bound, forced: false }, 'db'))).toEqual([
      'its owner shop passes by: it is not forced',
    ]);
    expect(seenIn(judgeBinding({ ...bound, ownerPasses: true }, 'db'))).toEqual([
      'its owner shop may pass by all row-level security',
    ]);
  });

  test('can be worked out, as far as the login may do anything', () => {
    const facts = {
      table: 'orders',
      outcomes: [
        ['select', '42P17'],
        ['insert', '42501'],
        ['update', 'done'],
      ] as const,
    };
    expect(seenIn(judgePolicies(facts, 'db'))).toEqual(['they ask for themselves without end (42P17)']);
  });
});
