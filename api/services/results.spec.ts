import { about, declared, expect, offered, test } from '../../fixtures/test.js';

test.describe('results', () => {
  for (const known of declared.knownResults) {
    test(
      `${known.name} is in its known order`,
      about({
        level: 3,
        area: 'services',
        critical: true,
        needs: ['results'],
        accounts: ['member'],
        impact: 'results cannot be trusted',
      }),
      async ({ see }) => {
        expect(await see(known)).toHaveNoFailures();
      },
    );
  }

  test(
    'a begun result comes to its end in time',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['results', 'uploads'],
      accounts: ['member'],
      grants: ['writes'],
      impact: 'nobody gets a result',
    }),
    async ({ results, signInAs, target }) => {
      const begin = offered(target.capabilities.results?.begin, 'way to begin a result');
      const member = await signInAs('member');
      const { id } = await results.begin(member);

      const body = await results.finished(member, id);

      expect(results.orderIn(body)).toHaveLength(begin.uploads);
    },
  );

  test(
    'a role without permission cannot read a result',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['results'],
      accounts: ['forbidden'],
      impact: 'results are shown to those who must not see them',
    }),
    async ({ results, signInAs, target }) => {
      const status = offered(target.capabilities.results?.forbiddenStatus, 'role that may not read results');
      const known = offered(Object.values(target.capabilities.results?.known ?? {})[0], 'known result');

      expect(await results.read(await signInAs('forbidden'), known.id)).toHaveStatus(status);
    },
  );

  test(
    'a result of another tenant is not shown',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['results'],
      accounts: ['otherTenant'],
      impact: 'results are shown to strangers',
    }),
    async ({ results, signInAs, target }) => {
      const status = offered(target.capabilities.results?.foreignStatus, 'tenants');
      const known = offered(Object.values(target.capabilities.results?.known ?? {})[0], 'known result');

      expect(await results.read(await signInAs('otherTenant'), known.id)).toHaveStatus(status);
    },
  );

  test(
    'a result that was just begun is not shown to another tenant',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['results', 'uploads'],
      accounts: ['member', 'otherTenant'],
      grants: ['writes'],
      impact: 'results are shown to strangers',
    }),
    async ({ results, signInAs, target }) => {
      const status = offered(target.capabilities.results?.foreignStatus, 'tenants');
      const { id } = await results.begin(await signInAs('member'));

      expect(await results.read(await signInAs('otherTenant'), id)).toHaveStatus(status);
    },
  );
});
