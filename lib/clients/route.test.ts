import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routeOf } from './route.js';

test.each([
  ['/', 'GET /'],
  ['/v1/items?page=2', 'GET /v1/items'],
  ['/v1/items/42', 'GET /v1/items/:id'],
  ['/v1/items/smoke-20260101t000000-0a1b-3', 'GET /v1/items/:id'],
  ['/v1/items/507f1f77bcf86cd799439011/parts', 'GET /v1/items/:id/parts'],
  ['/v1/items/p416/usr_20', 'GET /v1/items/:id/:id'],
  ['/v12/users/me', 'GET /v12/users/me'],
])('%s is measured as %s', (path, route) => {
  expect(routeOf('GET', new URL(path, 'http://shop.example'))).toBe(route);
});

test('all UUIDs are measured together', () => {
  fc.assert(
    fc.property(fc.uuid(), (id) => {
      expect(routeOf('PUT', new URL(`/items/${id}`, 'http://shop.example'))).toBe('PUT /items/:id');
    }),
  );
});
