import { about, expect, SQLSTATE, sqlOutcome, test } from '../../fixtures/test.js';

test.describe(
  'constraints',
  about({
    level: 3,
    area: 'database',
    critical: true,
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'what must never be stored is stored',
  }),
  () => {
    test('a row without a value that it needs is refused', async ({ database }) => {
      const session = await database.session();
      const add = `insert into ${await database.table('needy', 'name text not null')} values ($1)`;

      expect(await sqlOutcome(session.query(add, ['somebody'])), 'a whole row').toBe('done');
      expect(await sqlOutcome(session.query(add, [null])), 'one without (23502)').toBe(SQLSTATE.notNull);
    });

    test('a value that breaks a rule is refused', async ({ database }) => {
      const session = await database.session();
      const add = `insert into ${await database.table('ruled', 'amount int check (amount > 0)')} values ($1)`;

      expect(await sqlOutcome(session.query(add, [1])), 'a right amount').toBe('done');
      expect(await sqlOutcome(session.query(add, [-1])), 'a wrong one (23514)').toBe(SQLSTATE.check);
    });

    test('a value that is there already is refused', async ({ database }) => {
      const session = await database.session();
      const add = `insert into ${await database.table('single', 'email text unique')} values ($1)`;

      expect(await sqlOutcome(session.query(add, ['a@shop.example'])), 'the first').toBe('done');
      expect(await sqlOutcome(session.query(add, ['a@shop.example'])), 'the same again (23505)').toBe(SQLSTATE.unique);
    });

    test('a row that belongs to none is refused', async ({ database }) => {
      const session = await database.session();
      const parents = await database.table('parents', 'id int primary key');
      const add = `insert into ${await database.table('children', `parent int references ${parents}`)} values ($1)`;
      await session.query(`insert into ${parents} values (1)`);

      expect(await sqlOutcome(session.query(add, [1])), 'of one that is there').toBe('done');
      expect(await sqlOutcome(session.query(add, [2])), 'of one that is not (23503)').toBe(SQLSTATE.foreignKey);
    });
  },
);
