import { about, declared, expect, offered, sqlOutcome, test } from '../../fixtures/test.js';

test.describe(
  'replica',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    services: declared.replica,
    grants: ['direct', 'writes'],
    impact: 'people are shown what was true a while ago',
  }),
  () => {
    test('what is committed is there in time', async ({ database }) => {
      const { lag } = offered(database.declared.replica, 'replica');
      const notes = await database.table('copied', 'note text');
      const [primary, replica] = [await database.session(), await database.replica()];

      await primary.query(`insert into ${notes} values ('copied')`);

      await expect
        .poll(() => sqlOutcome(replica.list(`select note from ${notes}`)), {
          message: `what the replica shows after ${lag} ms`,
          timeout: lag,
          intervals: [10, 50, 250],
        })
        .toBe('copied');
    });
  },
);
