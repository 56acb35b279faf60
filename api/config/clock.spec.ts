import { about, expect, test } from '../../fixtures/test.js';

test.describe('clock', about({ level: 1, area: 'preflight', impact: 'tokens end too early or too late' }), () => {
  test('the clocks agree within five seconds', async ({ deployment }) => {
    expect(await deployment.clock()).toHaveNoFailures();
  });
});
