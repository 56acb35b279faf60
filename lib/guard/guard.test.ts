import { expect, test } from 'vitest';
import { permitFor } from './permit.js';
import { shopThat } from '../target/testing/shop.js';
import { Guard } from './guard.js';
import type { Refusal } from './refusal.js';
import { RefusedError } from './refusal.js';
import { permitOf } from './testing/guards.js';

const url = new URL('http://shop.example/items');
const reading = { method: 'GET', url, headers: {}, hasBody: false };

const codeOf = (act: () => void): string => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
};

test('what is refused is told, even when whoever asked hides it', () => {
  const told: Refusal[] = [];
  const guard = new Guard(permitOf(url, { held: [] }), (refusal) => told.push(refusal));

  expect(codeOf(() => guard.request({ ...reading, method: 'DELETE' }))).toBe('SMOKE_WITHOUT_WRITES');
  expect(codeOf(() => guard.need('direct', 'connecting to postgres'))).toBe('SMOKE_WITHOUT_DIRECT');
  expect(told.map(({ act }) => act)).toEqual(['DELETE http://shop.example/items', 'connecting to postgres']);
});

test('more requests than any check needs take `disruptive`; another check begins anew', () => {
  const guard = new Guard(permitOf(url, { held: [] }));
  const ask = (): string => codeOf(() => guard.request(reading));

  expect(Array.from({ length: 500 }, ask)).not.toContain('SMOKE_WITHOUT_DISRUPTIVE');
  expect(ask()).toBe('SMOKE_WITHOUT_DISRUPTIVE');
  expect(codeOf(() => guard.anew().request(reading))).toBe('allowed');
  const disruptive = new Guard(permitOf(url, { held: ['disruptive'] }));
  expect(Array.from({ length: 501 }, () => codeOf(() => disruptive.request(reading)))).not.toContain('refused');
});

test('the target says where it is, how one signs in, and what else is no write', () => {
  const target = shopThat({});
  const permit = permitFor(
    { ...target, hosts: ['cdn.shop.example'], reads: ['POST /search'] },
    { held: [], why: 'the target does not grant it' },
  );
  const guard = new Guard(permit);
  const post = (to: string): string =>
    codeOf(() => guard.request({ method: 'POST', url: new URL(to, url), headers: {}, hasBody: true }));

  expect(post('/login')).toBe('allowed');
  expect(post('/search')).toBe('allowed');
  expect(post('/items')).toBe('SMOKE_WITHOUT_WRITES');
  expect(codeOf(() => guard.request({ ...reading, url: new URL('https://cdn.shop.example/x') }))).toBe('allowed');
});
