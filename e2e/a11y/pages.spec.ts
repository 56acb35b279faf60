import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe('accessibility', { tag: '@a11y' }, () => {
  for (const { name, accounts } of declared.pages) {
    test(
      `${name} has no serious violation`,
      about({
        level: 3,
        area: 'accessibility',
        needs: ['web'],
        accounts,
        impact: `some people cannot use the page ${name}`,
      }),
      async ({ openListed, violationsOn }) => {
        const { page } = await openListed(name);

        expect(await violationsOn(page), 'violations of level serious or above').toEqual([]);
      },
    );
  }
});
