import { expect, test } from 'vitest';
import { isColoured } from './colours.js';

test.each<[string, boolean, Record<string, string>, boolean]>([
  ['a terminal', true, {}, true],
  ['no terminal', false, {}, false],
  ['a pipeline', false, { CI: 'true' }, false],
  ['a dumb terminal', true, { TERM: 'dumb' }, false],
  ['NO_COLOR', true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ['FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
  ['FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
])('%s', (_title, isTTY, environment, expected) => {
  expect(isColoured({ isTTY, environment })).toBe(expected);
});
