import type { Role } from '../target/accounts.js';
import { reach } from '../target/json.js';
import type { Target } from '../target/target.js';
import { jsonIn } from './answer.js';
import type { Answer, HttpClient } from './http.js';

/** Somebody who is signed in. */
export interface Session {
  readonly role: Role;
  readonly token: string;
  /** What a request carries to be theirs. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Signing in did not give a session; the message says what was seen and where the target looked. */
export class SignInError extends Error {
  override readonly name = 'SignInError';

  constructor(
    readonly code: 'SMOKE_SIGN_IN_REFUSED' | 'SMOKE_NO_TOKEN' | 'SMOKE_NO_ACCOUNT',
    message: string,
  ) {
    super(`${message} (${code})`);
  }
}

type Auth = NonNullable<Target['capabilities']['auth']>;

/** Statuses from which on nobody has signed in. A redirect may carry a session: forms answer so. */
const REFUSALS = 400;

/** Sends a name and a password where one signs in, and gives the whole answer. */
export function requestSignIn(http: HttpClient, auth: Auth, { email, password }: { email: string; password: string }) {
  const body = auth.body({ email, password });
  const sent =
    auth.encoding === 'json'
      ? { json: body }
      : { form: Object.fromEntries(Object.entries(body).map(([field, value]) => [field, String(value)])) };
  return http.ask(auth.path, { method: 'POST', ...sent });
}

/** Signs an account of the target in. Throws `SignInError` or `HttpError`. */
export async function signIn(http: HttpClient, target: Target, role: Role): Promise<Session> {
  const { auth } = target.capabilities;
  const account = target.accounts[role];
  if (auth === undefined || account === undefined) {
    throw new SignInError('SMOKE_NO_ACCOUNT', `the target has no account \`${role}\` that can sign in`);
  }
  const answer = await requestSignIn(http, auth, { email: account.email, password: account.password.reveal() });
  if (answer.status >= REFUSALS) {
    throw new SignInError(
      'SMOKE_SIGN_IN_REFUSED',
      `\`${role}\` cannot sign in: POST ${auth.path} answered ${answer.status} (correlation id ${answer.correlationId})`,
    );
  }
  const token = tokenIn(answer, auth);
  return { role, token, headers: auth.authorize(token) };
}

/** The token in the answer to a sign-in, where the target says that it is. Throws `SignInError`. */
export function tokenIn(answer: Answer, auth: Auth): string {
  const body = jsonIn(answer);
  const token = reach(() => auth.token(body ?? {}, answer.headers));
  if (typeof token === 'string' && token !== '') return token;
  const where = auth.token.toString().replaceAll(/\s+/g, ' ').slice(0, 100);
  const what = body === undefined ? `${answer.status} and no JSON,` : `${answer.status}`;
  throw new SignInError(
    'SMOKE_NO_TOKEN',
    `POST ${auth.path} answered ${what} without a token where it is looked for: ${where}`,
  );
}
