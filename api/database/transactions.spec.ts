import { about, expect, sqlOutcome, test } from '../../fixtures/test.js';

test.describe(
  'transactions',
  about({
    level: 3,
    area: 'database',
    critical: true,
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'what people do is lost, or only half of it is done',
  }),
  () => {
    test('what one session commits another sees, and not before', async ({ database }) => {
      const notes = await database.table('committed', 'note text');
      const [writer, reader] = [await database.session(), await database.session()];

      await writer.query('begin');
      await writer.query(`insert into ${notes} values ('kept')`);
      const before = await reader.list(`select note from ${notes}`);
      await writer.query('commit');

      expect(before, 'what the other session sees before the commit').toBe('nothing');
      expect(await reader.list(`select note from ${notes}`), 'what it sees after').toBe('kept');
    });

    test('a rollback leaves nothing', async ({ database }) => {
      const notes = await database.table('rolled_back', 'note text');
      const [writer, reader] = [await database.session(), await database.session()];

      await writer.query('begin');
      await writer.query(`insert into ${notes} values ('dropped')`);
      await writer.query('rollback');

      expect(await reader.list(`select note from ${notes}`), 'the rows after the rollback').toBe('nothing');
    });

    test('a savepoint takes back what came after it, and nothing else', async ({ database }) => {
      const notes = await database.table('saved', 'note text');
      const session = await database.session();

      await session.query('begin');
      await session.query(`insert into ${notes} values ('before')`);
      await session.query('savepoint here');
      await session.query(`insert into ${notes} values ('after')`);
      await session.query('rollback to savepoint here');
      await session.query('commit');

      expect(await session.list(`select note from ${notes}`), 'the rows that were kept').toBe('before');
    });

    test('two who change one row wait for each other, and neither change is lost', async ({ database }) => {
      const counters = await database.table('counted', 'count int');
      const [first, second] = [await database.session(), await database.session()];
      await first.query(`insert into ${counters} values (0)`);
      const add = `update ${counters} set count = count + 1`;

      await first.query('begin');
      await first.query(add);
      await second.query('begin');
      const pid = await second.pid();
      const waiting = sqlOutcome(second.query(add));
      await expect
        .poll(() => first.blocks(pid), { intervals: [5, 20, 100], message: 'whether the second waits for the first' })
        .toBe(true);
      await first.query('commit');

      expect(await waiting, 'the second change').toBe('done');
      await second.query('commit');
      expect(await first.list(`select count from ${counters}`), 'the count after two').toBe('2');
    });
  },
);
