import { afterEach, describe, expect, test } from 'vitest';
import {
  apiKeys,
  byCookie,
  byHeader,
  fromCookie,
  type PasswordLoginOptions,
  passwordLogin,
} from '../target/capabilities.js';
import { shopSignIn, shopThat } from '../target/testing/shop.js';
import { beginSession, signIn } from './session.js';
import { type Asked, type Reply, TestServers } from './testing/http-server.js';

const servers = new TestServers();
afterEach(() => servers.end());

const targetThat = (auth: Partial<PasswordLoginOptions>) =>
  shopThat({ auth: passwordLogin({ ...shopSignIn, ...auth }) });

/** Signs a member in where the sign-in replies so. */
async function signInWhere(reply: Reply, auth: Partial<PasswordLoginOptions> = {}) {
  let asked: Asked | undefined;
  const client = await servers.serve((each) => {
    asked = each;
    return reply;
  });
  return { session: await signIn(client, targetThat(auth), 'member'), asked };
}

describe('a member signs in', () => {
  test('with a body of JSON', async () => {
    const { session, asked } = await signInWhere({ body: { access_token: 't0ken' } });

    expect(session).toEqual({ role: 'member', token: 't0ken', headers: { authorization: 'Bearer t0ken' } });
    expect(asked).toMatchObject({ method: 'POST', path: '/login', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(asked?.text ?? '')).toEqual({ email: 'ann@shop.example', password: 'a & b = ü' });
  });

  test('with a form', async () => {
    const { asked } = await signInWhere(
      { body: { access_token: 't0ken' } },
      { encoding: 'form', body: ({ email, password }) => ({ username: email, password, remember: true }) },
    );

    expect(asked?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(Object.fromEntries(new URLSearchParams(asked?.text))).toEqual({
      username: 'ann@shop.example',
      password: 'a & b = ü',
      remember: 'true',
    });
  });

  test.each<[string, Reply, Partial<PasswordLoginOptions>, Record<string, string>]>([
    [
      'deep in the body, for a header of its own',
      { status: 201, body: { data: { sessionToken: 't0ken' } } },
      { token: (body) => body['data']?.['sessionToken'], authorize: byHeader('X-Session') },
      { 'x-session': 't0ken' },
    ],
    [
      'in a header',
      { headers: { 'x-token': 't0ken' } },
      { token: (_, headers) => headers.get('x-token') },
      { authorization: 'Bearer t0ken' },
    ],
    [
      'in the cookie of a redirect to a page',
      { status: 303, headers: { 'set-cookie': 'sid=t0ken; HttpOnly', location: '/home' }, body: '<p>See /home</p>' },
      { token: fromCookie('sid'), authorize: byCookie('sid') },
      { cookie: 'sid=t0ken' },
    ],
  ])('and finds the token %s', async (_, reply, auth, headers) => {
    expect((await signInWhere(reply, auth)).session).toEqual({ role: 'member', token: 't0ken', headers });
  });
});

test('whoever has a key does not sign in', async () => {
  const client = await servers.serve(() => {
    throw new Error('nothing is to be asked');
  });
  const target = shopThat({ auth: apiKeys({ protectedPath: '/me', authorize: byHeader('X-Key') }) });

  expect(await signIn(client, target, 'member')).toEqual({
    role: 'member',
    token: 'a & b = ü',
    headers: { 'x-key': 'a & b = ü' },
  });
});

const begun = async (protectedStatus: number) => {
  const http = await servers.serve(({ method }) =>
    method === 'POST' ? { body: { access_token: 't0ken' } } : { status: protectedStatus },
  );
  return beginSession(http, targetThat({}), 'member');
};

describe('a session is begun', () => {
  test.each([200, 403, 500])('where the token is answered with %d', async (status) => {
    expect(await begun(status)).toMatchObject({ token: 't0ken' });
  });

  test('and not where it is refused as a bad one', async () => {
    await expect(begun(401)).rejects.toThrow(
      '`member` signs in, and the token opens nothing: GET /me answered 401 (correlation id c-1) (SMOKE_TOKEN_REFUSED)',
    );
  });
});

describe('nobody signs in', () => {
  test.each<[string, Reply, Partial<PasswordLoginOptions>, string]>([
    [
      'who is refused',
      { status: 401, body: { error: 'no' } },
      {},
      '`member` cannot sign in: POST /login answered 401 "no" (correlation id c-1) (SMOKE_SIGN_IN_REFUSED)',
    ],
    [
      'when the token is elsewhere',
      { body: { session: { token: 't0ken' }, user: 7 } },
      { token: (body) => body['access_token'] },
      'POST /login answered 200, and `auth.token` of the target finds no token in it: it has session, session.token, user (SMOKE_NO_TOKEN)',
    ],
    [
      'when the answer has another shape',
      { body: { user: null } },
      { token: (body) => body['user']?.['session'] },
      'POST /login answered 200, and `auth.token` of the target finds no token in it: it has user (SMOKE_NO_TOKEN)',
    ],
    [
      'when a page answers',
      { status: 302, headers: { location: '/login?failed' }, body: '<p>Try again</p>' },
      {},
      'POST /login answered 302, and `auth.token` of the target finds no token in it: it is no JSON object (SMOKE_NO_TOKEN)',
    ],
  ])('%s', async (_, reply, auth, message) => {
    await expect(signInWhere(reply, auth)).rejects.toThrow(message);
  });

  test('for whom the target has no account', async () => {
    const client = await servers.serve(() => ({}));

    await expect(signIn(client, targetThat({}), 'admin')).rejects.toMatchObject({ code: 'SMOKE_NO_ACCOUNT' });
  });

  test('and sees a password in the error', async () => {
    await expect(signInWhere({ status: 400 })).rejects.not.toThrow('a & b');
  });
});
