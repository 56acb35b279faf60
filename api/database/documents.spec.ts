import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'documents in JSON',
  about({
    level: 3,
    area: 'database',
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'what is stored as JSON is not found, or not read as it was written',
  }),
  () => {
    test('those are found that contain what is asked for', async ({ database }) => {
      const orders = await database.table('contained', 'id int, body jsonb');
      const session = await database.session();
      await session.query(`create index on ${orders} using gin (body)`);
      await session.query(
        `insert into ${orders} values (1, '{"tags": ["new", "paid"], "to": {"city": "Graz"}}'), (2, '{"tags": ["new"]}'), (3, '["paid"]')`,
      );

      const found = await session.list(`select id from ${orders} where body @> $1`, ['{"tags": ["paid"]}']);

      expect(found, 'those with the tag').toBe('1');
    });

    test('a value is read by its path', async ({ database }) => {
      const orders = await database.table('reached', 'body jsonb');
      const session = await database.session();
      await session.query(`insert into ${orders} values ('{"lines": [{"amount": 2}, {"amount": 3, "of": "Äpfel"}]}')`);

      const byKeys = await session.list(`select body #>> '{lines,1,of}' from ${orders}`);
      const byPath = await session.list(`select jsonb_path_query(body, '$.lines[*].amount') from ${orders}`);

      expect(byKeys, 'what is found by keys and places').toBe('Äpfel');
      expect(byPath, 'what is found by a path of SQL').toBe('2, 3');
    });
  },
);
