import { expect, test } from 'vitest';
import { pickedBy } from './load.js';

test.each([
  [{}, ''],
  [{ SMOKE_TARGET: 'shop' }, 'SMOKE_TARGET=shop'],
  [{ SMOKE_TARGET: 'shop', SMOKE_ENV: 'eu-1' }, 'SMOKE_ENV=eu-1 SMOKE_TARGET=shop'],
  [{ SMOKE_TARGET: ' ', SMOKE_ENV: 'a b; rm' }, ''],
])('%j is typed as %j', (real, typed) => {
  expect(pickedBy(real)).toBe(typed);
});
