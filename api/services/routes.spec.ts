import { about, expect, test } from '../../fixtures/test.js';

// The first two are about the same answers, which one worker asks for once.
test.describe.configure({ mode: 'default' });

test.describe('routes', () => {
  test(
    'every declared route that only reads is there',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['routes'],
      impact: 'who calls the API meets routes that are gone',
    }),
    async ({ routes }) => {
      expect(await routes.reads()).toHaveNoFailures();
    },
  );

  test(
    'what they answer fits its schema',
    about({
      level: 3,
      area: 'services',
      needs: ['routes'],
      impact: 'who calls the API cannot read what it answers',
    }),
    async ({ routes }) => {
      expect(await routes.shapes()).toHaveNoFailures();
    },
  );

  test(
    'every declared route that changes something is there',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['routes'],
      grants: ['writes'],
      impact: 'who calls the API meets routes that are gone',
    }),
    async ({ routes }) => {
      expect(await routes.writes()).toHaveNoFailures();
    },
  );
});
