import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'sessions of a pool',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    grants: ['direct'],
    impact: 'under load people are refused, or wait for ever',
  }),
  () => {
    test('as many as it holds work at the same time, and one more waits for its turn', async ({ database }) => {
      const size = database.declared.pool;
      const pool = await database.pool(size);

      const working = await Promise.all(Array.from({ length: size }, () => pool.work()));
      const late = pool.work();

      expect(new Set(working.map(({ pid }) => pid)).size, 'how many sessions work').toBe(size);
      expect(pool.waiting, 'how many wait').toBe(1);
      await Promise.all(working.map((session) => session.rest()));
      await (await late).rest();
      expect(pool.waiting, 'how many wait in the end').toBe(0);
    });
  },
);

test.describe(
  'sessions that end',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'after a short trouble of the database nothing works until somebody starts it all again',
  }),
  () => {
    test('one that is killed is replaced by another', async ({ database }) => {
      const size = database.declared.pool;
      const pool = await database.pool(size);
      const killer = await database.session();
      const victim = await pool.work();

      await killer.query('select pg_terminate_backend($1)', [victim.pid]);

      expect(await victim.answers(), 'whether the killed session answers').toBe(false);
      expect(await pool.workTogether(size), 'how many sessions work then').toBe(size);
    });
  },
);
