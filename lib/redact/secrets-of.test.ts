import { expect, test } from 'vitest';
import { account } from '../target/accounts.js';
import { defineTarget } from '../target/define.js';
import { env } from '../target/env.js';
import { parseTarget } from '../target/parse.js';
import { http, postgres } from '../target/services.js';
import { readOptions } from '../run/options.js';
import { secretsOf, secretsOfDefinition, secretsOfOptions } from './secrets-of.js';

const definition = defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  access: { headers: { 'x-key': env.secret('SMOKE_KEY') } },
  services: {
    postgres: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    api: http({ health: '/healthz' }),
    other: postgres({ url: env.optionalSecret('SMOKE_OTHER_URL') }),
  },
  accounts: { member: account({ email: 'ann@shop.example', password: env.secret('SMOKE_PASSWORD') }) },
});
const environment = {
  SMOKE_ORIGIN: 'https://shop.example',
  SMOKE_KEY: 'k3y-of-the-gate',
  SMOKE_DATABASE_URL: 'postgres://ann:p%40ss-of-ann@db.example/shop',
  SMOKE_PASSWORD: 'postgres',
  SMOKE_OTHER_URL: 'postgres://ann:password@other.example/shop',
};

test('all secrets of a target are known, with the passwords in addresses, but not what is a name of its own, or a usual word', () => {
  const parsed = parseTarget(definition, environment);
  expect(parsed.ok && secretsOf(parsed.target).toSorted()).toEqual([
    'k3y-of-the-gate',
    'p%40ss-of-ann',
    'p@ss-of-ann',
    'postgres://ann:p%40ss-of-ann@db.example/shop',
    'postgres://ann:password@other.example/shop',
  ]);
});

test('of a target that cannot be parsed, the same are known, as far as the environment holds them', () => {
  const { SMOKE_ORIGIN: _, ...incomplete } = environment;
  expect(secretsOfDefinition(definition, { ...incomplete, SMOKE_DATABASE_URL: '' })).toEqual([
    'k3y-of-the-gate',
    'postgres://ann:password@other.example/shop',
  ]);
});

test('where people are alarmed and metrics are pushed is secret, with its password', () => {
  const { options } = readOptions({
    SMOKE_ALERT_WEBHOOK: 'https://hooks.example/services/T0/B0/t0ken',
    SMOKE_PUSH_GATEWAY: 'https://me:p%40ss-of-me@push.example',
  });

  expect(secretsOfOptions(options)).toEqual(
    expect.arrayContaining([
      'https://hooks.example/services/T0/B0/t0ken',
      'https://me:p%40ss-of-me@push.example',
      'p@ss-of-me',
    ]),
  );
});
