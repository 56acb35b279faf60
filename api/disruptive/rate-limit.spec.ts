import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe(
  'rate limit',
  about({
    level: 3,
    area: 'security',
    states: ['security.rateLimit'],
    services: declared.front,
    grants: ['disruptive'],
    impact: 'one caller takes the platform from all others, or is shut out for good',
  }),
  () => {
    test('who asks too often is refused, told when to come back, and then served', async ({ impatience }) => {
      expect(await impatience()).toHaveNoFailures();
    });
  },
);
