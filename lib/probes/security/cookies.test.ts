import { expect, test } from 'vitest';
import { judgeCookies } from './cookies.js';

function judged(cookies: readonly string[], origin = 'https://shop.example'): string[] {
  const facts = { url: new URL('/session', origin), status: 204, cookies, correlationId: 'c-1' };
  return judgeCookies(facts, 'shop', 'sid').map(
    ({ severity, expected, actual }) => `${severity} ${expected}: ${actual}`,
  );
}

test.each([
  ['is as it should be', ['sid=1; HttpOnly; Secure; SameSite=Lax; Path=/'], []],
  ['is within reach of scripts', ['sid=1; secure; samesite=strict'], ['fail `sid` with HttpOnly: secure, samesite']],
  [
    'is sent by other sites',
    ['sid=1; HttpOnly; Secure; SameSite=None'],
    ['fail `sid` with SameSite=Lax or Strict: httponly, secure, samesite'],
  ],
  ['is sent unencrypted', ['sid=1; HttpOnly; SameSite=Lax'], ['fail `sid` with Secure: httponly, samesite']],
  ['is missing', [], ['fail a cookie `sid`: 204, no cookie']],
  ['stands beside one for scripts', ['sid=1; HttpOnly; Secure; SameSite=Lax', 'csrf=2; Secure'], []],
  [
    'stands beside an unencrypted one',
    ['sid=1; HttpOnly; Secure; SameSite=Lax', 'a=2'],
    ['warn `a` with Secure: no attribute'],
  ],
])('a cookie that %s', (_, cookies, findings) => {
  expect(judged(cookies)).toEqual(findings);
});

test('over http no cookie can be kept to encrypted ways', () => {
  expect(judged(['sid=1; HttpOnly; SameSite=Lax'], 'http://127.0.0.1:8080')).toEqual([]);
});
