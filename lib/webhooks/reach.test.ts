import { expect, test } from 'vitest';
import { unreachable } from './reach.js';

const bind = { host: '127.0.0.1', port: 9000 };

test.each(['http://127.0.0.1:8080', 'https://localhost', 'http://[::1]:80'])(
  '%s delivers to a listener beside it',
  (origin) => {
    expect(unreachable({ listener: { bind, url: undefined } }, new URL(origin))).toBeUndefined();
  },
);

test('a platform elsewhere must be told an address', () => {
  const origin = new URL('https://shop.example');

  expect(unreachable({ listener: { bind, url: undefined } }, origin)).toContain('shop.example delivers to no listener');
  expect(unreachable({ listener: { bind, url: new URL('https://hooks.example') } }, origin)).toBeUndefined();
});
