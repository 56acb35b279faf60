import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe(
  'other sites',
  about({
    level: 3,
    area: 'security',
    critical: true,
    services: declared.front,
    impact: 'pages of other sites act for whoever is signed in, or pages that may ask are refused',
  }),
  () => {
    test('pages of a strange origin may read nothing', async ({ protection }) => {
      expect(await protection.strangers()).toHaveNoFailures();
    });

    test('pages of an allowed origin may ask and read', async ({ protection }) => {
      expect(await protection.friends()).toHaveNoFailures();
    });
  },
);
