import { expect, test } from 'vitest';
import { returnPath } from '../assets/scripts/platform/return-path.js';

const origin = 'http://127.0.0.1:18080';

test.each([
  ['?next=%2Fessays%3Fq%3Driver%26page%3D2', '/essays?q=river&page=2'],
  ['', '/assignments'],
  ['?next=', '/assignments'],
  ['?next=%2Fsign-in', '/assignments'],
])('after signing in at %s the way goes to %s', (search, path) => {
  expect(returnPath(search, origin)).toBe(path);
});

test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'http://['])(
  'nobody is led away to %s',
  (next) => {
    expect(returnPath(`?${new URLSearchParams({ next })}`, origin)).toBe('/assignments');
  },
);
