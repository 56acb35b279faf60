import { test } from '@playwright/test';
import { leakByTimeout, leakEverywhere } from './leak.js';

const shown = {
  password: process.env['SMOKE_MEMBER_PASSWORD'] ?? '',
  database: process.env['SMOKE_DATABASE_URL'] ?? '',
  token: process.env['SMOKE_LEAK_TOKEN'] ?? '',
};

test.describe('leaks', () => {
  test('everything is shown', async ({ page }, info) => {
    await leakEverywhere(page, info, shown);
  });

  test('a field cannot be filled', async ({ page }) => {
    await leakByTimeout(page, shown);
  });
});
