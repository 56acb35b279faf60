import type { FormExtras, SignInForm } from '../target/capabilities.js';
import type { Security } from '../target/security.js';
import type { Target } from '../target/target.js';
import { cookieHeader, cookiesOf } from './cookies.js';
import type { Answer, Ask, HttpClient } from './http.js';

type Auth = NonNullable<Target['capabilities']['auth']>;

/** What must be known to send a name and a password. */
export type SignInRequest = Pick<Auth, 'path' | 'encoding' | 'body'> & {
  readonly client?: Auth['client'] | undefined;
  readonly form?: Auth['form'] | undefined;
};

/** How pages sign in that set a cookie. A body of their own is sent without what an application says of itself. */
export const signInOfPages = (
  { encoding, body, form, client }: Auth,
  cookies: NonNullable<Security['cookies']>,
): SignInRequest => ({
  path: cookies.signIn,
  encoding: cookies.encoding ?? encoding,
  body: cookies.body ?? body,
  form: cookies.form ?? form,
  client: cookies.body === undefined ? client : undefined,
});

/** How a body is sent that has to do with signing in: as the sign-in itself, in the name of the same application. */
export function sentAsSignIn(
  { encoding, client }: Pick<SignInRequest, 'encoding' | 'client'>,
  body: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Pick<Ask, 'json' | 'form' | 'headers'> {
  const secret = client?.secret?.reveal();
  const named =
    client === undefined || client.by === 'basic'
      ? body
      : { ...body, client_id: client.id, ...(secret === undefined ? {} : { client_secret: secret }) };
  // RFC 6749, 2.3.1: both are encoded as in a form before they are joined.
  const pair = [client?.id, secret].map((part) => encodeURIComponent(part ?? '')).join(':');
  const basic = client?.by === 'basic' ? { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } : {};
  return {
    headers: { ...basic, ...headers },
    ...(encoding === 'json'
      ? { json: named }
      : { form: Object.fromEntries(Object.entries(named).map(([field, value]) => [field, String(value)])) }),
  };
}

/** Sends a name and a password where one signs in, as its page does where there is one, and gives the whole answer. */
export async function requestSignIn(
  http: HttpClient,
  auth: SignInRequest,
  { email, password }: { email: string; password: string },
): Promise<Answer> {
  const { cookies, fields, headers }: Carried =
    auth.form === undefined ? { cookies: {} } : await carriedBy(http, auth.form);
  const body = { ...auth.body({ email, password }), ...fields };
  return http.ask(auth.path, {
    method: 'POST',
    ...sentAsSignIn(auth, body, { ...cookieHeader(cookies), ...headers }),
  });
}

/** What goes with a form: what its page carries, and the cookies. */
export interface Carried extends FormExtras {
  readonly cookies: Readonly<Record<string, string>>;
}

/** Opens the page of a form, with the cookies of a session where there are such. */
export async function carriedBy(
  http: HttpClient,
  form: SignInForm,
  session: Readonly<Record<string, string>> = {},
): Promise<Carried> {
  const page = await http.ask(form.page, { headers: { ...cookieHeader(session) } });
  const cookies = { ...session, ...cookiesOf(page.headers) };
  return { cookies, ...form.carries?.({ html: page.text, cookies }) };
}
