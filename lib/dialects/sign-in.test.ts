import { afterEach, describe, expect, test } from 'vitest';
import { type Asked, type Reply, TestServers } from '../clients/testing/http-server.js';
import { tokenIn } from '../clients/session.js';
import { requestSignIn } from '../clients/sign-in-request.js';
import { byCookie, byHeader, fromCookie, passwordLogin, type PasswordLoginOptions } from '../target/capabilities.js';
import { shopSignIn, shopThat } from '../target/testing/shop.js';

const servers = new TestServers();
afterEach(() => servers.end());

interface Dialect {
  /** What the target says of it. */
  readonly said: Partial<PasswordLoginOptions>;
  /** How the server has it: what it reads, how it answers, and by what it knows who asks. */
  readonly reads?: (asked: Asked) => unknown;
  readonly answers?: Reply;
  readonly knows?: (asked: Asked) => unknown;
}

const TOKEN = 'the-token';
const ANN = { email: 'ann@shop.example', password: 'a & b = ü' };
const emailIn = (asked: Asked): unknown => JSON.parse(asked.text)['email'];
const bearerOf = ({ headers }: Asked): unknown => headers.authorization?.replace('Bearer ', '');
const form = (asked: Asked): URLSearchParams => new URLSearchParams(asked.text);

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'JSON, a bearer': { said: {} },
  'a form': { said: { encoding: 'form' }, reads: (asked) => form(asked).get('email') },
  'a user name': {
    said: { body: ({ email, password }) => ({ username: email, password }) },
    reads: (asked) => JSON.parse(asked.text)['username'],
  },
  'a login in a form': {
    said: { encoding: 'form', body: ({ email, password }) => ({ login: email, password }) },
    reads: (asked) => form(asked).get('login'),
  },
  'bodies within data': {
    said: { body: (person) => ({ data: person }), token: (body) => body['data']?.['access_token'] },
    reads: (asked) => JSON.parse(asked.text)['data']['email'],
    answers: { body: { data: { access_token: TOKEN } } },
  },
  'a token called token': { said: { token: (body) => body['token'] }, answers: { body: { token: TOKEN } } },
  'a session token in a header of its own': {
    said: { token: (body) => body['sessionToken'], authorize: byHeader('X-Session-Token') },
    answers: { body: { sessionToken: TOKEN } },
    knows: ({ headers }) => headers['x-session-token'],
  },
  'a cookie, and a redirect': {
    said: { encoding: 'form', token: fromCookie('sid'), authorize: byCookie('sid') },
    reads: (asked) => form(asked).get('email'),
    answers: { status: 302, headers: { 'set-cookie': `sid=${TOKEN}; Path=/; HttpOnly`, location: '/' } },
    knows: ({ headers }) => headers.cookie?.replace('sid=', ''),
  },
};

test.each(Object.entries(DIALECTS))('signing in by %s', async (_, dialect) => {
  const { said, reads = emailIn, answers = { body: { access_token: TOKEN } }, knows = bearerOf } = dialect;
  const http = await servers.serve((asked) => {
    if (asked.path === '/login') return reads(asked) === ANN.email ? answers : { status: 401 };
    return knows(asked) === TOKEN ? { body: ANN } : { status: 401 };
  });
  const { auth } = shopThat({ auth: passwordLogin({ ...shopSignIn, ...said }) }).capabilities;
  if (auth === undefined) throw new Error('the shop has no sign-in');

  const token = tokenIn(await requestSignIn(http, auth, ANN), auth);

  expect(token).toBe(TOKEN);
  expect(await http.ask(auth.protectedPath, { headers: auth.authorize(token) })).toMatchObject({ status: 200 });
  expect(await http.ask(auth.protectedPath)).toMatchObject({ status: 401 });
});

describe('refusals', () => {
  const USUAL = { wrongPassword: 401, noToken: 401, badToken: 401, wrongRole: 403 };

  test.each([
    [{}, USUAL],
    [{ noToken: 403 }, { ...USUAL, noToken: 403 }],
    [
      { noToken: 404, wrongRole: 404 },
      { ...USUAL, noToken: 404, wrongRole: 404 },
    ],
    [
      { badToken: 400, wrongPassword: 400 },
      { ...USUAL, badToken: 400, wrongPassword: 400 },
    ],
  ])('%j is stated in a line', (refusals, all) => {
    expect(passwordLogin({ ...shopSignIn, refusals }).refusals).toEqual(all);
  });
});
