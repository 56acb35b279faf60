import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'vectors',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'what is similar is not found',
  }),
  () => {
    test('the nearest are found, in the order of their distance', async ({ database }) => {
      const { inVectors } = database;
      const vector = inVectors('vector');
      const points = await database.table('points', `name text, place ${vector}(3)`);
      const session = await database.session();
      await session.query(
        `insert into ${points} values ('other', '[3,0,3]'), ('along', '[10,20,31]'), ('near', '[1,3,3]'), ('here', '[1,2,3]')`,
      );
      const nearest = (operator: string) =>
        session.list(
          `select name from ${points} order by place operator(${inVectors(operator)}) '[1,2,3]'::${vector} limit 3`,
        );

      expect(await nearest('<->'), 'by distance').toBe('here, near, other');
      expect(await nearest('<=>'), 'by direction').toBe('here, along, near');
    });
  },
);
