import { about, declared, expect, test } from '../../fixtures/test.js';

// What there is to look at follows from the services that the target declares: lib/run/look-checks.ts.
for (const [group, checks] of declared.looks('preflight')) {
  test.describe(group, () => {
    for (const check of checks) {
      test(check.title, about(check.about), async ({ see }) => {
        expect(await see(check)).toHaveNoFailures();
      });
    }
  });
}
