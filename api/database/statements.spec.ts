import { about, expect, SQLSTATE, sqlOutcome, test } from '../../fixtures/test.js';

test.describe(
  'statements',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    grants: ['direct'],
    impact: 'one slow query keeps everybody waiting',
  }),
  () => {
    test('statements are limited as the target states', async ({ databaseLooks }) => {
      expect(await databaseLooks.statementTimeout()).toHaveNoFailures();
    });

    test('queries are answered from their indexes', async ({ databaseLooks }) => {
      expect(await databaseLooks.indexes()).toHaveNoFailures();
    });
  },
);

test.describe(
  'statements without end',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'one slow query keeps everybody waiting',
  }),
  () => {
    test('a statement ends that takes longer than it may', async ({ database }) => {
      const session = await database.session();

      await session.query('begin');
      await session.query("set local statement_timeout = '30ms'");

      expect(
        await sqlOutcome(session.query('select pg_sleep(2)')),
        'what becomes of a statement that is canceled in time (57014)',
      ).toBe(SQLSTATE.canceled);
    });
  },
);
