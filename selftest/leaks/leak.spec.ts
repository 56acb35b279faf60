import { about, test } from '../../fixtures/test.js';
import { leakByTimeout, leakEverywhere } from './leak.js';

const shown = {
  password: process.env['SMOKE_MEMBER_PASSWORD'] ?? '',
  database: process.env['SMOKE_DATABASE_URL'] ?? '',
};

test.describe(
  'leaks',
  about({ level: 3, area: 'browser', needs: ['auth'], impact: 'everybody knows everything' }),
  () => {
    test('everything is shown', async ({ page, sessions }, info) => {
      const { token } = await sessions('member');
      await leakEverywhere(page, info, { ...shown, token });
    });

    test('a field cannot be filled', async ({ page }) => {
      await leakByTimeout(page, { ...shown, token: '' });
    });
  },
);
