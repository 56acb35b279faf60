import { expect, test } from 'vitest';
import { account } from '../target/accounts.js';
import { defineTarget } from '../target/define.js';
import { env } from '../target/env.js';
import { parseTarget } from '../target/parse.js';
import { http, postgres } from '../target/services.js';
import { secretsOf, secretsOfDefinition } from './secrets-of.js';

const definition = defineTarget({
  name: 'shop',
  environment: 'staging',
  origin: env.url('SMOKE_ORIGIN'),
  access: { headers: { 'x-key': env.secret('SMOKE_KEY') } },
  services: {
    postgres: postgres({ url: env.secret('SMOKE_DATABASE_URL') }),
    api: http({ health: '/healthz' }),
  },
  accounts: { member: account({ email: 'ann@shop.example', password: env.secret('SMOKE_PASSWORD') }) },
});
const environment = {
  SMOKE_ORIGIN: 'https://shop.example',
  SMOKE_KEY: 'k3y-of-the-gate',
  SMOKE_DATABASE_URL: 'postgres://ann:p%40ss-of-ann@db.example/shop',
  SMOKE_PASSWORD: 'postgres',
};

test('all secrets of a target are known, with the passwords in addresses, but not what is a name of its own', () => {
  const parsed = parseTarget(definition, environment);
  expect(parsed.ok && secretsOf(parsed.target).toSorted()).toEqual([
    'k3y-of-the-gate',
    'p%40ss-of-ann',
    'p@ss-of-ann',
    'postgres://ann:p%40ss-of-ann@db.example/shop',
  ]);
});

test('of a target that cannot be parsed, those are known that the environment holds', () => {
  expect(secretsOfDefinition(definition, { SMOKE_KEY: 'k3y-of-the-gate' })).toEqual(['k3y-of-the-gate']);
});
