import { afterEach, describe, expect, test } from 'vitest';
import { cookieAsHeader, hiddenField, passwordLogin, type PasswordLoginOptions } from '../target/capabilities.js';
import { Secret } from '../target/secret.js';
import { shopSignIn, shopThat } from '../target/testing/shop.js';
import { sentAsSignIn, signInOfPages, requestSignIn } from './sign-in-request.js';
import { type Asked, TestServers } from './testing/http-server.js';

const servers = new TestServers();
afterEach(() => servers.end());

const ann = { email: 'ann', password: 'a & b' };
const authThat = (options: Partial<PasswordLoginOptions>) => {
  const { auth } = shopThat({ auth: passwordLogin({ ...shopSignIn, ...options }) }).capabilities;
  if (auth === undefined) throw new Error('the shop cannot sign in');
  return auth;
};

/** What is asked where a page answers so before the form is sent. */
async function askedBy(page: string, options: Partial<PasswordLoginOptions>, cookie = 'pre=1; HttpOnly') {
  const asked: Asked[] = [];
  const http = await servers.serve((each) => {
    asked.push(each);
    return each.method === 'GET' ? { body: page, headers: { 'set-cookie': cookie } } : { status: 303 };
  });
  await requestSignIn(http, authThat({ encoding: 'form', ...options }), ann);
  return asked;
}

const client = { id: 'shop app', secret: new Secret('s:3cret') };

describe('an application names itself', () => {
  test('in the body', () => {
    const auth = authThat({ encoding: 'form', client });

    expect(sentAsSignIn(auth, { grant_type: 'password' }).form).toEqual({
      grant_type: 'password',
      client_id: 'shop app',
      client_secret: 's:3cret',
    });
  });

  test('by basic authentication, each part encoded', () => {
    const { json, headers } = sentAsSignIn(authThat({ client: { ...client, by: 'basic' } }), { a: 1 });

    expect(json).toEqual({ a: 1 });
    expect(headers?.['authorization']).toBe(`Basic ${Buffer.from('shop%20app:s%3A3cret').toString('base64')}`);
  });

  test('without a secret', () => {
    expect(sentAsSignIn(authThat({ client: { id: 'web' } }), {}).json).toEqual({ client_id: 'web' });
  });
});

describe('a form is sent with', () => {
  test.each([
    ['<input type="hidden" name="_csrf" value="a&amp;b&#x3D;">', 'a&b='],
    ["<INPUT value='x\"y' type=hidden name='_csrf'/>", 'x"y'],
    ['<meta name="_csrf" content="m">', 'm'],
    ['<input name=other value=no><input name=_csrf value=yes>', 'yes'],
  ])('the hidden field of %s, and the cookies of its page', async (page, value) => {
    const [get, post] = await askedBy(page, { form: { page: '/form', carries: hiddenField('_csrf') } });

    expect(get).toMatchObject({ method: 'GET', path: '/form' });
    expect(post?.headers.cookie).toBe('pre=1');
    expect(new URLSearchParams(post?.text).get('_csrf')).toBe(value);
  });

  test('a cookie as a header', async () => {
    const form = { page: '/form', carries: cookieAsHeader('XSRF-TOKEN', 'X-XSRF-TOKEN') };
    const [, post] = await askedBy('', { form }, 'XSRF-TOKEN=a%3D; Path=/');

    expect(post?.headers['x-xsrf-token']).toBe('a=');
  });

  test('nothing more, where its page has no such field', async () => {
    const [, post] = await askedBy('<p>down</p>', { form: { page: '/form', carries: hiddenField('_csrf') } });

    expect(Object.fromEntries(new URLSearchParams(post?.text))).toEqual(ann);
  });
});

const body = () => ({ user: 'ann' });

describe('pages sign in', () => {
  test('as the API, at their own path', () => {
    const request = signInOfPages(authThat({ client }), { signIn: '/session', session: 'sid' });

    expect(request).toMatchObject({ path: '/session', encoding: 'json', client: { id: 'shop app' } });
  });

  test('with a body of their own, which is no application that names itself', () => {
    const request = signInOfPages(authThat({ client }), { signIn: '/in', session: 'sid', encoding: 'form', body });

    expect(request).toMatchObject({ path: '/in', encoding: 'form', body, client: undefined });
  });
});
