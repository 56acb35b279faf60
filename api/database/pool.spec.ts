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

      expect(new Set(working.map(({ pid }) => pid)).size, 'sessions that work at the same time').toBe(size);
      expect(pool.waiting, 'who waits').toBe(1);
      await Promise.all(working.map((session) => session.rest()));
      await (await late).rest();
      expect(pool.waiting, 'who waits in the end').toBe(0);
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

      await expect(victim.rest(), 'the session that was killed').rejects.toThrow();
      const others = await pool.workTogether(size);
      expect(others, 'the sessions that work then').toHaveLength(size);
      expect(others, 'the sessions that work then').not.toContain(victim.pid);
    });
  },
);
