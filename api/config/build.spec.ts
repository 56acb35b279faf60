import { about, expect, test } from '../../fixtures/test.js';

test.describe(
  'build',
  about({ level: 1, area: 'preflight', critical: true, impact: 'what was deployed is not what answers' }),
  () => {
    test('the expected build answers', async ({ deployment }) => {
      expect(await deployment.build()).toHaveNoFailures();
    });
  },
);
