import { about, expect, test } from '../../fixtures/test.js';

const TEXT = { text: 'Grüße, 東京, 🚀', characters: 12 };

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
      const session = await database.session();

      const [row] = await session.query('select $1::text as text, length($1::text) as characters', [TEXT.text]);

      expect(row, 'what came back').toEqual(TEXT);
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
