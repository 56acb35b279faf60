import { expect, test } from 'vitest';
import { apiKeys, passwordLogin } from '../target/capabilities.js';
import { shopSignIn, shopThat } from '../target/testing/shop.js';
import { permitFor } from './permit.js';

const NOTHING = { held: [], why: 'nobody grants it' };

test('signing in is no write', () => {
  const target = shopThat({ auth: passwordLogin(shopSignIn) });

  expect(permitFor(target, NOTHING).safe).toEqual([{ method: 'POST', path: '/login' }]);
});

test('where keys are tried is no sign-in', () => {
  const target = shopThat({ auth: apiKeys({ protectedPath: '/me' }) });

  expect(permitFor(target, NOTHING).safe).toEqual([]);
});
