import { about, expect, SQLSTATE, sqlOutcome, test } from '../../fixtures/test.js';

test.describe(
  'conflicts',
  about({
    level: 3,
    area: 'database',
    critical: true,
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'people who work at the same time wait for ever, or undo what the other did',
  }),
  () => {
    test('a deadlock ends with an error for one, and the other goes on', async ({ database }) => {
      const rows = await database.table('locked', 'id int primary key, count int');
      const [first, second] = [await database.session(), await database.session()];
      await first.query(`insert into ${rows} values (1, 0), (2, 0)`);
      const add = `update ${rows} set count = count + 1 where id = $1`;

      await first.query('begin');
      await first.query(add, [1]);
      await second.query('begin');
      await second.query(add, [2]);
      const outcomes = await Promise.all([sqlOutcome(first.query(add, [2])), sqlOutcome(second.query(add, [1]))]);

      expect(outcomes.toSorted().join(), 'what became of the two, one of which is refused as a deadlock (40P01)').toBe(
        `${SQLSTATE.deadlock},done`,
      );
    });

    test('two serializable transactions that could not have come one after the other are not both kept', async ({
      database,
    }) => {
      const duty = await database.table('on_duty', 'name text primary key, present boolean');
      const [first, second] = [await database.session(), await database.session()];
      await first.query(`insert into ${duty} values ('one', true), ('other', true)`);
      const leave = `update ${duty} set present = false
        where name = $1 and (select count(*) from ${duty} where present) > 1`;

      await first.query('begin isolation level serializable');
      await second.query('begin isolation level serializable');
      await first.query(leave, ['one']);
      await second.query(leave, ['other']);
      const outcomes = [await sqlOutcome(first.query('commit')), await sqlOutcome(second.query('commit'))];

      expect(outcomes.join(), 'what became of the two, the later of which is refused as not serializable (40001)').toBe(
        `done,${SQLSTATE.serialization}`,
      );
    });
  },
);
