import { expect, test } from 'vitest';
import { openapi, passwordLogin } from './capabilities.js';
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

test('what is said of security must be paths and origins, and every slip is a problem with its place', () => {
  const parsed = parseTarget(
    defineTarget({
      name: 'shop',
      environment: 'test',
      origin: new URL('http://shop.example'),
      services: { api: http({}) },
      security: {
        page: 'sign-in',
        cors: { origins: ['https://partner.example', 'https://partner.example/', 'partner.example'] },
        closed: ['/assets/', 'metrics'],
      },
    }),
    {},
  );

  expect(parsed).toMatchObject({
    ok: false,
    problems: [
      { where: 'security.page', wrong: 'holds "sign-in", which is not a path of the origin' },
      { where: 'security.closed', wrong: 'holds "metrics", which is not a path of the origin' },
      { where: 'security.cors.origins', wrong: 'holds "https://partner.example/", which is not an origin' },
      { where: 'security.cors.origins', wrong: 'holds "partner.example", which is not an origin' },
    ],
  });
});

test('what is said of routes and registration names services, accounts and routes', () => {
  const parsed = parseTarget(
    defineTarget({
      name: 'shop',
      environment: 'test',
      origin: new URL('http://shop.example'),
      services: { api: http({}) },
      capabilities: {
        auth: passwordLogin({
          ...shopSignIn,
          registration: {
            path: '/register',
            body: (person) => ({ ...person }),
            gives: 'token',
            id: (body) => body['id'],
            removal: { by: 'admin', path: (id) => `/users/${id}` },
          },
        }),
        routes: openapi('/openapi.json', {
          services: { '/v1': 'apy' },
          except: ['/v1/export'],
          as: 'admin',
          base: 'v1',
        }),
      },
    }),
    {},
  );

  expect(parsed).toMatchObject({
    ok: false,
    problems: [
      { where: 'capabilities.auth.registration.removal', wrong: expect.stringContaining('`admin`') },
      { where: 'capabilities.routes.services', wrong: expect.stringContaining('"/v1: apy"') },
      { where: 'capabilities.routes.except', wrong: expect.stringContaining('"/v1/export"') },
      { where: 'capabilities.routes.as', wrong: expect.stringContaining('"admin"') },
      { where: 'capabilities.routes.base', wrong: expect.stringContaining('"v1"') },
    ],
  });
});
