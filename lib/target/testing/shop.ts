import { type Capabilities, passwordLogin, type PasswordLoginOptions } from '../capabilities.js';
import { defineTarget } from '../define.js';
import { env } from '../env.js';
import { parseTarget } from '../parse.js';
import { http } from '../services.js';
import type { Target } from '../target.js';

/** How one signs in at the shop. */
export const shopSignIn: PasswordLoginOptions = {
  path: '/login',
  body: ({ email, password }) => ({ email, password }),
  token: (body) => body['access_token'],
  protectedPath: '/me',
};

/** The target of tests, whose member is ann: somebody's shop that can sign in, and do what is stated. */
export function shopThat(capabilities: Capabilities): Target {
  const parsed = parseTarget(
    defineTarget({
      name: 'shop',
      environment: 'test',
      origin: env.url('SMOKE_ORIGIN'),
      services: { api: http({}) },
      accounts: { member: { email: env.text('SMOKE_MEMBER'), password: env.secret('SMOKE_PASSWORD') } },
      capabilities: { auth: passwordLogin(shopSignIn), ...capabilities },
    }),
    { SMOKE_ORIGIN: 'http://shop.example', SMOKE_MEMBER: 'ann@shop.example', SMOKE_PASSWORD: 'a & b = ü' },
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.target;
}
