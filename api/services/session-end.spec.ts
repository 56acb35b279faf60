import { about, altered, expect, offered, test } from '../../fixtures/test.js';

test.describe(
  'sign-in',
  about({
    level: 3,
    area: 'authentication',
    needs: ['auth'],
    accounts: ['member'],
    grants: ['writes'],
    impact: 'people are thrown out, or cannot leave',
  }),
  () => {
    test('a refresh token gives a token that opens', async ({ sessionEnd, signIn }) => {
      const { refreshToken } = await sessionEnd.begin();

      const answer = await sessionEnd.refresh(sessionEnd.given(refreshToken));

      expect(await signIn.openWith(sessionEnd.tokenIn(answer))).toHaveStatus(200);
    });

    test('an altered refresh token is refused', async ({ sessionEnd }) => {
      const { refreshToken } = await sessionEnd.begin();

      const answer = await sessionEnd.refresh(altered(sessionEnd.given(refreshToken)));

      expect(answer).toHaveStatus(sessionEnd.refusedStatus());
    });

    test('a token opens nothing after its session was signed out', async ({ sessionEnd, signIn, target }) => {
      const { status = 204 } = offered(target.capabilities.auth?.signOut, 'way to sign out');
      const session = await sessionEnd.begin();
      expect(await signIn.openWith(session.token)).toHaveStatus(200);

      expect(await sessionEnd.signOut(session)).toHaveStatus(status);

      expect(await signIn.openWith(session.token)).toHaveStatus(signIn.refusals.badToken);
    });

    test('a session that was signed out is not renewed', async ({ sessionEnd, target }) => {
      offered(target.capabilities.auth?.signOut, 'way to sign out');
      const session = await sessionEnd.begin();
      const refreshToken = sessionEnd.given(session.refreshToken);
      await sessionEnd.signOut(session);

      expect(await sessionEnd.refresh(refreshToken)).toHaveStatus(sessionEnd.refusedStatus());
    });
  },
);
