import { expect, test } from 'vitest';
import { asPicked } from './picked.js';

const hintOf = (hint: string, pickedBy: string) => asPicked([{ hint }], pickedBy)[0]?.hint;

test.each([
  ["`npx playwright test --grep 'a'` runs it again", "`SMOKE_ENV=x npx playwright test --grep 'a'` runs it again"],
  ['look with `npx firstlight probe` and read', 'look with `SMOKE_ENV=x npx firstlight probe` and read'],
  ["`npx firstlight report --trace 'a'` shows it", "`npx firstlight report --trace 'a'` shows it"],
  ['`redis-cli ping`', '`redis-cli ping`'],
])('%s', (hint, picked) => {
  expect(hintOf(hint, 'SMOKE_ENV=x')).toBe(picked);
  expect(hintOf(hint, '')).toBe(hint);
});
