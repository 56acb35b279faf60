import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { completeAbout } from '../run/check-notes.js';
import { multipartUpload, passwordLogin, postgresDatabase } from '../target/capabilities.js';
import { defineTarget } from '../target/define.js';
import type { Grant } from '../target/env.js';
import { parseTarget } from '../target/parse.js';
import { http, postgres, s3 } from '../target/services.js';
import { Secret } from '../target/secret.js';
import { shopSignIn } from '../target/testing/shop.js';
import { planOf } from './plan.js';
import { printPlan } from './print-plan.js';

const definition = defineTarget({
  name: 'shop',
  environment: 'production',
  origin: new URL('https://shop.example'),
  hosts: ['cdn.shop.example'],
  services: {
    api: http({}),
    store: s3({ url: new URL('https://files.shop.example') }),
    database: postgres({ url: new Secret('postgres://u:p@db.shop.example/shop') }),
  },
  accounts: { member: { email: 'ann@shop.example', password: new Secret('made-up-word') } },
  capabilities: {
    auth: passwordLogin(shopSignIn),
    uploads: multipartUpload({ path: '/files', id: (body) => body['id'], contentPath: String, removePath: String }),
    database: postgresDatabase({ service: 'database' }),
  },
});

const about = { level: 3, area: 'services', impact: 'nothing works' } as const;
const checks = [
  {
    id: 'sign-in > a wrong password is refused',
    about: completeAbout({ ...about, needs: ['auth'], accounts: ['member'] }),
  },
  { id: 'uploads > a file reads back', about: completeAbout({ ...about, needs: ['uploads'], grants: ['writes'] }) },
  { id: 'feed > is ready', about: completeAbout({ ...about, needs: ['notifications'] }) },
  { id: 'network > database answers', about: completeAbout({ ...about, grants: ['direct'] }) },
];

function planned(...held: Grant[]) {
  const parsed = parseTarget(definition, {});
  const target = parsed.ok ? parsed.target : undefined;
  const grants = { held, why: 'production grants nothing' };
  return planOf({ definition, environment: 'production', grants, starts: false, target }, checks);
}

describe('a plan', () => {
  test('tells of each check whether it runs, and why not', () => {
    expect(planned('direct').checks.map(({ fate, because }) => [fate, because])).toEqual([
      ['runs', null],
      ['unverified', 'needs the grant `writes`: production grants nothing'],
      ['not applicable', 'no `notifications` is declared'],
      ['runs', null],
    ]);
  });

  test('tells what is created, if anything is', () => {
    expect(planned('direct').creates).toEqual([]);
    expect(planned('writes').creates).toEqual(['POST /files']);
    expect(planned('writes', 'direct').creates).toEqual(['POST /files', 'CREATE SCHEMA in database']);
  });

  test('tells whom a run talks to, and whom it spares', () => {
    expect(planned().hosts).toEqual([
      { host: 'shop.example', talk: 'asks' },
      { host: 'cdn.shop.example', talk: 'asks' },
      { host: 'files.shop.example', talk: 'spares' },
      { host: 'db.shop.example:5432', talk: 'spares' },
    ]);
    expect(planned('direct').hosts).toContainEqual({ host: 'db.shop.example:5432', talk: 'connects' });
  });

  test('is printed so that nothing is left to guess', () => {
    expect(stripVTControlCharacters(printPlan(planned()))).toBe(
      [
        'shop (production)',
        'grants: none: nothing is written',
        '',
        'level 3  services  1 runs, 2 unverified, 1 not applicable',
        '  runs            sign-in > a wrong password is refused',
        '  unverified      uploads > a file reads back',
        '  not applicable  feed > is ready',
        '  unverified      network > database answers',
        '',
        '1 unverified: needs the grant `writes`: production grants nothing',
        '1 unverified: needs the grant `direct`: production grants nothing',
        '1 not applicable: no `notifications` is declared',
        '1 checks run; nothing is created. Signing in is all that is not a read',
        'asks: shop.example, cdn.shop.example, and nobody else',
        'does not connect to: files.shop.example, db.shop.example:5432',
      ].join('\n'),
    );
  });
});
