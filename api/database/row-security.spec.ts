import { about, expect, test } from '../../fixtures/test.js';

const reading = about({
  level: 3,
  area: 'database',
  critical: true,
  needs: ['database'],
  grants: ['direct'],
  impact: 'tenants see or change what belongs to others',
});

test.describe('row-level security', reading, () => {
  test('each tenant sees its own rows, and no others', async ({ databaseLooks }) => {
    expect(await databaseLooks.rowsOf.tenants()).toHaveNoFailures();
  });

  test('who is no tenant sees nothing', async ({ databaseLooks }) => {
    expect(await databaseLooks.rowsOf.nobody()).toHaveNoFailures();
  });

  test('the owner of a table is bound like everybody', async ({ databaseLooks }) => {
    expect(await databaseLooks.rowsOf.owner()).toHaveNoFailures();
  });

  test('no policy asks for itself without end', async ({ databaseLooks }) => {
    expect(await databaseLooks.policies()).toHaveNoFailures();
  });
});

test.describe(
  'row-level security of writes',
  about({
    level: 3,
    area: 'database',
    critical: true,
    needs: ['database'],
    grants: ['direct', 'writes'],
    impact: 'one tenant can write in the name of another',
  }),
  () => {
    test('a row of another tenant is refused', async ({ databaseLooks }) => {
      expect(await databaseLooks.foreignRows()).toHaveNoFailures();
    });
  },
);
