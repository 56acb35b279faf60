import { describe, expect, test } from 'vitest';
import type { Permit } from './permit.js';
import { type Asked, judgeRequest } from './request.js';
import { permitOf } from './testing/guards.js';

const origin = new URL('https://shop.example');
const reading: Permit = permitOf(origin, {
  hosts: new Set(['shop.example', 'cdn.shop.example', 'files.shop.example:9000']),
  stores: new Set(['files.shop.example:9000']),
  safe: [{ method: 'POST', path: '/login' }],
  held: [],
});
const writing: Permit = { ...reading, held: ['writes'] };

const asked = (method: string, url: string, rest: Partial<Asked> = {}): Asked => ({
  method,
  url: new URL(url, origin),
  headers: {},
  hasBody: false,
  ...rest,
});
const codeOf = (request: Asked, permit: Permit): string => judgeRequest(request, permit)?.code ?? 'allowed';

describe('without any grant', () => {
  test.each([
    ['a read', asked('GET', '/items?q=post')],
    ['a preflight', asked('OPTIONS', '/items')],
    ['signing in', asked('POST', '/login', { hasBody: true })],
    ['signing in, with a query', asked('POST', '/login?next=/items', { hasBody: true })],
    ['a read from a host that the target names', asked('GET', 'https://cdn.shop.example/logo.svg')],
    ['a WebSocket', asked('GET', 'wss://shop.example/ws')],
  ])('%s is allowed', (_what, request) => {
    expect(codeOf(request, reading)).toBe('allowed');
  });

  test.each([
    ['POST', asked('POST', '/items', { hasBody: true })],
    ['POST without a body', asked('POST', '/items')],
    ['a method in small letters', asked('post', '/items')],
    ['a method of which nobody knows anything', asked('PURGE', '/items')],
    ['DELETE on the route of the sign-in', asked('DELETE', '/login')],
    ['GET with a body', asked('GET', '/items', { hasBody: true })],
    [
      'a header that names another method',
      asked('GET', '/items/1', { headers: { 'x-http-method-override': 'delete' } }),
    ],
    ['the same by its other names', asked('GET', '/items/1', { headers: { 'x-method-override': 'PUT' } })],
    ['a parameter that names another method', asked('GET', '/items/1?_method=DELETE')],
    ['another method on the route of the sign-in', asked('POST', '/login', { headers: { 'x-http-method': 'DELETE' } })],
    ['the path of the sign-in at another host', asked('POST', 'https://cdn.shop.example/login')],
    ['a path that only looks like the sign-in', asked('POST', '/login/../items')],
    ['an encoded path', asked('POST', '/%6cogin')],
  ])('%s is a write', (_what, request) => {
    expect(codeOf(request, reading)).toBe('SMOKE_WITHOUT_WRITES');
    expect(codeOf(request, writing)).toBe('allowed');
  });
});

test('an object store is asked with `direct` alone', () => {
  const look = asked('HEAD', 'https://files.shop.example:9000/bucket');
  expect(codeOf(look, writing)).toBe('SMOKE_WITHOUT_DIRECT');
  expect(codeOf(look, { ...reading, held: ['direct'] })).toBe('allowed');
});

test.each([
  'https://elsewhere.example/',
  'https://shop.example:8443/',
  'https://shop.example.elsewhere.example/',
  'https://shop.example@elsewhere.example/',
  'http://169.254.169.254/latest/meta-data',
  'file:///etc/passwd',
  'wss://elsewhere.example/ws',
])('no grant permits %s', (url) => {
  const all: Permit = { ...reading, held: ['writes', 'direct', 'disruptive'] };
  expect(codeOf(asked('GET', url), all)).toBe('SMOKE_FOREIGN_HOST');
});
