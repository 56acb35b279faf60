import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'sign-in page',
  about({
    level: 3,
    area: 'browser',
    critical: true,
    needs: ['web', 'auth'],
    accounts: ['member'],
    impact: 'nobody can get in, or out',
  }),
  () => {
    test('a member signs in and sees the first page', async ({ signInPage, homePage, credentials }) => {
      await signInPage.open();
      await signInPage.signIn(credentials('member'));

      await expect(homePage.signedIn, 'what shows that somebody is signed in').toBeVisible();
      await expect(signInPage.form, 'the form to sign in').toBeHidden();
    });

    test('a wrong password shows an error', async ({ signInPage, homePage, credentials }) => {
      const { email, password } = credentials('member');

      await signInPage.open();
      await signInPage.signIn({ email, password: `${password}-not` });

      await expect(signInPage.refusal, 'the refusal of a wrong password').toBeVisible();
      await expect(homePage.signedIn, 'what shows that somebody is signed in').toBeHidden();
    });

    test('the session survives a reload', async ({ memberHomePage, memberPage }) => {
      await memberHomePage.open();
      await expect(memberHomePage.signedIn, 'what shows that somebody is signed in').toBeVisible();

      await memberPage.reload();

      await expect(memberHomePage.signedIn, 'what shows that somebody is signed in').toBeVisible();
    });

    test('signing out ends the session', async ({ signInPage, homePage, credentials }) => {
      await signInPage.open();
      await signInPage.signIn(credentials('member'));
      await homePage.signOut();

      await homePage.open();

      await expect(signInPage.form, 'the form to sign in').toBeVisible();
      await expect(homePage.signedIn, 'what shows that somebody is signed in').toBeHidden();
    });
  },
);
