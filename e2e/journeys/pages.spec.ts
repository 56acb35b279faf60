import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe('pages', () => {
  for (const { name, accounts } of declared.pages) {
    test(
      `${name} shows no console error and no failed asset`,
      about({ level: 3, area: 'browser', needs: ['web'], accounts, impact: `the page ${name} is broken for some` }),
      async ({ openListed }) => {
        const { noise } = await openListed(name);

        expect(noise, 'what the page said that no healthy page says').toEqual([]);
      },
    );
  }
});
