import { about, expect, test } from '../../fixtures/test.js';

const TEXT = 'Grüße, 東京, 🚀';

test.describe(
  'database server',
  about({
    level: 3,
    area: 'database',
    critical: true,
    needs: ['database'],
    grants: ['direct'],
    impact: 'the platform and its database do not fit together',
  }),
  () => {
    test('text in any script comes back as it was sent', async ({ database }) => {
      const session = await database.inUnicode();

      expect(await session.list('select $1::text', [TEXT]), 'what came back').toBe(TEXT);
      expect(await session.list('select length($1::text)', [TEXT]), 'its length in characters').toBe('12');
    });

    test('its version is one that the platform runs on', async ({ databaseLooks }) => {
      expect(await databaseLooks.version()).toHaveNoFailures();
    });

    test('the last migration is that of the build', async ({ databaseLooks }) => {
      expect(await databaseLooks.migrations()).toHaveNoFailures();
    });

    test('more sessions can be opened', async ({ databaseLooks }) => {
      expect(await databaseLooks.connections()).toHaveNoFailures();
    });
  },
);
