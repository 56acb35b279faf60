import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe('refusals', () => {
  test(
    'whoever may not see something is told so as errors are told',
    about({
      level: 3,
      area: 'services',
      needs: ['auth'],
      accounts: ['member'],
      impact: 'who calls the API cannot tell what went wrong, or sees its inside',
    }),
    async ({ refusing }) => {
      expect(await refusing.ofReading()).toHaveNoFailures();
    },
  );

  test(
    'what is wrong with a request is told as errors are told',
    about({
      level: 3,
      area: 'services',
      needs: ['auth', 'resources'],
      accounts: ['member'],
      grants: ['writes'],
      impact: 'who calls the API cannot tell what went wrong, or sees its inside',
    }),
    async ({ refusing }) => {
      expect(await refusing.ofSending()).toHaveNoFailures();
    },
  );
});

for (const name of declared.behind) {
  test.describe(
    `service ${name}`,
    about({
      level: 3,
      area: 'services',
      services: [...declared.before(name), name],
      impact: `what ${name} does is out of reach`,
    }),
    () => {
      test('what stands before it reaches it: an unknown route is refused as JSON', async ({ unknownRouteOf }) => {
        expect(await unknownRouteOf(name)).toHaveNoFailures();
      });
    },
  );
}
