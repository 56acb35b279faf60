import { about, declared, expect, offered, test } from '../../fixtures/test.js';

// All are about one account's plan, and what it has used: one after the other.
test.describe.configure({ mode: 'default' });

test.describe('subscription', () => {
  test(
    'the plan of a member is the one that the target names',
    about({
      level: 3,
      area: 'services',
      needs: ['subscription'],
      accounts: ['member'],
      impact: 'people do not see what they pay for',
    }),
    async ({ subscription, signInAs }) => {
      const current = offered(subscription.declared.current, 'plan that its member is on');

      expect(await subscription.planOf(await signInAs('member'))).toBe(current);
    },
  );

  test(
    'a chosen plan is shown',
    about({
      level: 3,
      area: 'services',
      needs: ['subscription'],
      accounts: ['subscriber'],
      grants: ['writes'],
      impact: 'nobody can change what they pay for',
    }),
    async ({ subscription, signInAs }) => {
      const { smaller, usual } = subscription.change();
      const subscriber = await signInAs('subscriber');

      expect(await subscription.choose(subscriber, smaller)).toBe(smaller);
      expect(await subscription.choose(subscriber, usual)).toBe(usual);
    },
  );

  test(
    'a role without permission cannot choose a plan',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['subscription'],
      accounts: ['forbidden'],
      grants: ['writes'],
      impact: 'anybody can change what is paid for',
    }),
    async ({ subscription, signInAs }) => {
      const { usual, forbiddenStatus } = subscription.change();
      const status = offered(forbiddenStatus, 'role that may not choose a plan');
      const current = subscription.declared.current ?? usual;

      expect(await subscription.ask(await signInAs('forbidden'), current)).toHaveStatus(status);
    },
  );

  test(
    'what goes beyond the limit of the plan is refused',
    about({
      level: 3,
      area: 'services',
      needs: ['subscription', declared.doing.limit],
      accounts: ['subscriber'],
      grants: ['writes'],
      impact: 'people use more than they pay for',
    }),
    async ({ subscription, signInAs }) => {
      const { status } = offered(subscription.declared.limit, 'limit of its plan');

      expect(await subscription.exhaust(await signInAs('subscriber'))).toBe(status);
    },
  );

  test(
    'a larger plan admits what a smaller one refused',
    about({
      level: 3,
      area: 'services',
      needs: ['subscription', declared.doing.limit],
      accounts: ['subscriber'],
      grants: ['writes'],
      impact: 'people do not get what they pay for',
    }),
    async ({ subscription, acting, signInAs }) => {
      const { usual } = subscription.change();
      const subscriber = await signInAs('subscriber');
      await subscription.exhaust(subscriber);

      await subscription.choose(subscriber, usual);

      const { attempt, createdStatus } = acting(subscription.declared.limit?.act);
      expect(await attempt(subscriber)).toHaveStatus(createdStatus);
    },
  );
});

test.describe('usage', () => {
  test(
    'what is done is counted exactly once',
    about({
      level: 3,
      area: 'services',
      needs: ['usage', declared.doing.usage],
      accounts: [declared.accountOf('usage')],
      grants: ['writes'],
      impact: 'people pay for what they have not used, or use what they have not paid for',
    }),
    async ({ usage, acting, signInAs }) => {
      const account = await signInAs(declared.accountOf('usage'));
      const counted = await usage.countedFor(account);
      const { once } = acting(usage.declared.act);

      const first = await once(account);
      expect(await counted([first]), 'how often the first was counted').toBe(1);

      const second = await once(account);
      expect(await counted([first, second]), 'how often both were counted').toBe(2);
    },
  );
});
