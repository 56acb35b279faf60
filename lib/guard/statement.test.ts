import { describe, expect, test } from 'vitest';
import { judgeStatement } from './statement.js';

const codeOf = (text: string, held: Parameters<typeof judgeStatement>[1]['held']): string =>
  judgeStatement(text, { held, why: 'the test does not grant it' })?.code ?? 'allowed';

describe('with `direct` alone', () => {
  test.each([
    "select current_setting('server_version')",
    'SELECT count(*) FROM items WHERE owner = $1 AND id IN ($2, $3)',
    "select title from items where title = 'into (update) nextval(1)' || $1",
    'show transaction_read_only',
    'select id, row_number() over (order by id) from items',
    'select exists (select 1 from pg_extension where extname = $1)',
    'table items',
  ])('reads: %s', (text) => {
    expect(codeOf(text, ['direct'])).toBe('allowed');
    expect(codeOf(text, [])).toBe('SMOKE_WITHOUT_DIRECT');
  });

  test.each([
    'insert into items values (1)',
    '  /* select */ delete from items',
    'with gone as (delete from items returning id) select * from gone',
    'select * into copied from items',
    'select * from items for update',
    'select 1; delete from items',
    "select nextval('items_id_seq')",
    "select pg_catalog.nextval('items_id_seq')",
    `select "nextval" ('items_id_seq')`,
    "select setval ('items_id_seq', 1)",
    "select set_config('transaction_read_only', 'off', false)",
    'set transaction read write',
    'set session characteristics as transaction read write',
    'reset transaction_read_only',
    'commit',
    'begin read write',
    "copy items from program 'id'",
    "copy (select 1) to program 'id'",
    "copy items to '/tmp/items'",
    'copy items from stdin',
    "select dblink_exec('dbname=x', 'delete from items')",
    "select lo_import('/etc/passwd')",
    "select pg_notify('items', 'all')",
    'select pg_terminate_backend(1)',
    'select shop.count(1)',
    'do $$ begin delete from items; end $$',
    "select E'\\'' , nextval('s') , '\\''",
    'explain analyze delete from items',
    'call refresh()',
    'listen items',
    'vacuum',
  ])('does not send: %s', (text) => {
    expect(codeOf(text, ['direct'])).toBe('SMOKE_WITHOUT_WRITES');
    expect(codeOf(text, ['direct', 'writes'])).toBe('allowed');
  });
});
