import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe('platform seed', () => {
  for (const name of declared.seed) {
    test(
      `${name} is as it was seeded`,
      about({
        level: 1,
        area: 'preflight',
        accounts: declared.accountsOf(name),
        impact: 'checks that rest on known data cannot be trusted',
      }),
      async ({ deployment }) => {
        expect(await deployment.seeded(name)).toHaveNoFailures();
      },
    );
  }
});
