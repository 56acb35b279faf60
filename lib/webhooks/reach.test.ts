import { expect, test } from 'vitest';
import { unreachable } from './reach.js';

function reach(origin: string, { url, proxy }: { url?: string; proxy?: string } = {}): string | undefined {
  return unreachable(
    { url: url === undefined ? undefined : new URL(url) },
    { origin: new URL(origin), access: { proxy: proxy === undefined ? undefined : new URL(proxy) } },
  );
}

test.each(['http://127.0.0.1:8080', 'https://localhost', 'http://[::1]:80'])('%s delivers beside it', (origin) => {
  expect(reach(origin)).toBeUndefined();
});

test('a platform elsewhere must be told an address, also one that is found by a proxy', () => {
  expect(reach('https://shop.example')).toContain('shop.example delivers to no listener');
  expect(reach('http://localhost', { proxy: 'http://proxy.example' })).toContain('localhost delivers to no listener');
  expect(reach('https://shop.example', { url: 'https://hooks.example' })).toBeUndefined();
});
