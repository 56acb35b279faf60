import { about, declared, expect, test } from '../../fixtures/test.js';

// The checks of a page look at one opening of it, one after the other.
test.describe.configure({ mode: 'default' });

test.describe('pages', () => {
  for (const { name, accounts, isLive } of declared.pages) {
    const harming = (impact: string) => about({ level: 3, area: 'browser', needs: ['web'], accounts, impact });

    test(
      `${name} shows no console error and no failed asset`,
      harming(`the page ${name} is broken for some`),
      async ({ openListed }) => {
        const { noise } = await openListed(name);

        expect(noise, 'what the page said that no healthy page says').toEqual([]);
      },
    );

    test(
      `${name} is given what it asks the API for`,
      harming(`the page ${name} lacks some of what it should show`),
      async ({ callsOf }) => {
        expect(await callsOf(name)).toHaveNoFailures();
      },
    );

    if (!isLive) continue;

    test(
      `${name} shows what the API says`,
      harming(`the page ${name} shows something else than there is`),
      async ({ openListed, liveTexts }) => {
        const { page } = await openListed(name);

        for (const text of await liveTexts(name)) {
          await expect(page.locator('body'), `the page, which the API says has "${text}"`).toContainText(text);
        }
      },
    );
  }
});
