import { about, expect, offered, test, until } from '../../fixtures/test.js';

test.describe(
  'registration',
  about({
    level: 3,
    area: 'authentication',
    needs: ['auth'],
    grants: ['writes'],
    impact: 'nobody new can join, or whoever guesses gets in',
  }),
  () => {
    test('whoever registers is let in as the target says', async ({ newcomers }) => {
      const newcomer = await newcomers.register();

      for (const { answer, status } of await newcomers.entries(newcomer)) expect(answer).toHaveStatus(status);
    });

    test('an address that has an account is refused', async ({ newcomers, target }) => {
      const status = offered(
        target.capabilities.auth?.registration?.takenStatus,
        'refusal of an address that is taken',
      );
      const newcomer = await newcomers.register();

      expect(await newcomers.registerAgain(newcomer)).toHaveStatus(status);
    });

    test('whoever guesses passwords is locked out', async ({ guessing, newcomers, signIn }) => {
      const newcomer = await newcomers.register();

      for (const answer of await guessing.wrong(newcomer)) expect(answer).toHaveStatus(signIn.refusals.wrongPassword);

      expect(await newcomers.signIn(newcomer)).toHaveStatus(guessing.lockedStatus());
    });

    test('whoever was locked out is let in again in time', async ({ guessing, newcomers }) => {
      const seconds = guessing.unlocksIn();
      const newcomer = await newcomers.register();
      await guessing.wrong(newcomer);

      const first = await newcomers.signIn(newcomer);

      expect(first).toHaveStatus(guessing.lockedStatus());
      await until(
        'the right password is right again',
        async () => (await newcomers.signIn(newcomer)).status,
        (status) => status < 300,
        seconds * 1_000 + 1_000,
      );
    });
  },
);
