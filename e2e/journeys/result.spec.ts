import { about, expect, offered, test } from '../../fixtures/test.js';

test.describe('result page', () => {
  test(
    'a result follows its progress live and equals the API',
    about({
      level: 3,
      area: 'browser',
      critical: true,
      needs: ['web', 'results', 'uploads', 'notifications'],
      accounts: ['member'],
      grants: ['writes'],
      impact: 'nobody sees how the work is going, or what came of it',
    }),
    async ({ resultPage, results, signInAs }) => {
      const member = await signInAs('member');
      const { id } = await results.beginToFollow(member);

      await resultPage.open(id);
      await expect(resultPage.progress, 'the progress of the work').toBeVisible();
      const before = await resultPage.tally.innerText();
      await expect(resultPage.tally, 'the tally, as the work goes on').not.toHaveText(before);
      const body = await results.finished(member, id);

      await expect(resultPage.finished, 'the result').toBeVisible();
      await expect(resultPage.order, 'the order of the result').toHaveText(results.namesIn(body));
    },
  );

  test(
    'a forbidden account cannot open a result',
    about({
      level: 3,
      area: 'browser',
      critical: true,
      needs: ['web', 'results'],
      accounts: ['forbidden'],
      impact: 'results are shown to those who must not see them',
    }),
    async ({ resultPageAs, target }) => {
      const known = offered(Object.values(target.capabilities.results?.known ?? {})[0], 'known result');
      const resultPage = await resultPageAs('forbidden');

      await resultPage.open(known.id);

      await expect(resultPage.refusal, 'the refusal').toBeVisible();
      await expect(resultPage.finished, 'the result of others').toBeHidden();
    },
  );
});
