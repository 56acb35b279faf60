import { about, expect, test } from '../fixtures/guard.js';

test.describe('smoke', about({ level: 1, area: 'preflight', critical: true, impact: 'nothing was verified' }), () => {
  test('the run has a journal of executed checks', async ({ journal }) => {
    expect(journal.executed(), 'checks that ran before this one').toBeGreaterThan(0);
  });
});
