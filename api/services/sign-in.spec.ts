import { about, altered, expect, offered, test } from '../../fixtures/test.js';

test.describe(
  'sign-in',
  about({
    level: 3,
    area: 'authentication',
    critical: true,
    needs: ['auth'],
    accounts: ['member'],
    impact: 'nobody can sign in, or anybody can',
  }),
  () => {
    test('a member signs in with the right password', async ({ signIn }) => {
      const token = await signIn.tokenOf('member');

      expect(await signIn.openWith(token)).toHaveStatus(200);
    });

    test('a wrong password is refused', async ({ signIn }) => {
      const answer = await signIn.withWrongPassword('member');

      expect(answer).toHaveStatus(signIn.refusals.wrongPassword);
      // Forms redirect whoever signs in, and whoever does not: the status alone would not tell.
      expect((await signIn.openAfter(answer))?.status, 'what opens after a wrong password').not.toBe(200);
    });

    test('a request without a token is refused', async ({ signIn }) => {
      expect(await signIn.openWith()).toHaveStatus(signIn.refusals.noToken);
    });

    test('an altered token is refused', async ({ signIn }) => {
      const token = await signIn.tokenOf('member');

      expect(await signIn.openWith(altered(token))).toHaveStatus(signIn.refusals.badToken);
    });

    test('an expired token is refused', async ({ signIn, target }) => {
      const token = offered(target.capabilities.auth?.expiredToken, 'expired token');

      expect(await signIn.openWith(token.reveal())).toHaveStatus(signIn.refusals.badToken);
    });

    test('a token for another audience is refused', async ({ signIn, target }) => {
      const token = offered(target.capabilities.auth?.wrongAudienceToken, 'token for another audience');

      expect(await signIn.openWith(token.reveal())).toHaveStatus(signIn.refusals.badToken);
    });

    test('a restricted route admits the right role', async ({ signIn, signInAs }) => {
      const { path, allowed } = signIn.restricted();
      const right = await signInAs(allowed);

      expect(await right.get(path)).toHaveStatus(200);
    });

    test('a restricted route refuses the wrong role', async ({ signIn, signInAs }) => {
      const { path, refused } = signIn.restricted();
      const wrong = await signInAs(refused);

      expect(await wrong.get(path)).toHaveStatus(signIn.refusals.wrongRole);
    });
  },
);
