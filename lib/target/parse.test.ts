import { expect, test } from 'vitest';
import { passwordLogin } from './capabilities.js';
import { defineTarget } from './define.js';
import { parseTarget } from './parse.js';
import { http } from './services.js';
import { shopSignIn } from './testing/shop.js';

test('hosts and routes that the guard could not understand are problems, each with its place', () => {
  const parsed = parseTarget(
    defineTarget({
      name: 'shop',
      environment: 'test',
      origin: new URL('http://shop.example'),
      services: { api: http({}) },
      hosts: ['cdn.shop.example', 'https://fonts.example', 'cdn.shop.example/fonts', '*.shop.example'],
      reads: ['POST /search', '/search'],
      capabilities: { auth: passwordLogin({ ...shopSignIn, safeRoutes: ['POST session'] }) },
    }),
    {},
  );

  expect(parsed).toMatchObject({
    ok: false,
    problems: [
      { where: 'hosts', wrong: 'holds "cdn.shop.example/fonts", which is no such thing' },
      { where: 'hosts', wrong: 'holds "*.shop.example", which is no such thing' },
      { where: 'reads', wrong: 'holds "/search", which is no such thing' },
      { where: 'capabilities.auth.safeRoutes', wrong: 'holds "POST session", which is no such thing' },
    ],
  });
});
