import { about, declared, expect, offered, signedByAnother, test, unsigned } from '../../fixtures/test.js';

test.describe(
  'session',
  about({
    level: 3,
    area: 'security',
    critical: true,
    needs: ['auth'],
    accounts: ['member'],
    services: declared.front,
    impact: 'strangers take over sessions, or make them up',
  }),
  () => {
    test('its cookie is out of reach of scripts and other sites', async ({ protection }) => {
      expect(await protection.cookies()).toHaveNoFailures();
    });

    test(
      'a page of another site cannot act with it',
      about({
        level: 3,
        area: 'security',
        critical: true,
        needs: ['auth'],
        states: ['security.cookies.forgery'],
        accounts: ['member'],
        services: declared.front,
        grants: ['writes'],
        impact: 'pages of other sites act for whoever is signed in',
      }),
      async ({ protection }) => {
        expect(await protection.forgery()).toHaveNoFailures();
      },
    );

    test('a token without a signature is refused', async ({ sessions, signIn, target }) => {
      offered(target.capabilities.auth?.tokens, 'token whose form is known');
      const { token } = await sessions('member');

      expect(await signIn.openWith(unsigned(token))).toHaveStatus(signIn.refusals.badToken);
    });

    test('a token that another key has signed is refused', async ({ sessions, signIn, target }) => {
      offered(target.capabilities.auth?.tokens, 'token whose form is known');
      const { token } = await sessions('member');

      expect(await signIn.openWith(signedByAnother(token))).toHaveStatus(signIn.refusals.badToken);
    });
  },
);
