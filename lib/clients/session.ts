import type { Role } from '../target/accounts.js';
import { reach, textOf } from '../target/json.js';
import type { Target } from '../target/target.js';
import { jsonIn } from './answer.js';
import type { Answer, HttpClient } from './http.js';
import { printable } from './printable.js';
import { requestSignIn } from './sign-in-request.js';

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
    readonly code: 'SMOKE_SIGN_IN_REFUSED' | 'SMOKE_NO_TOKEN' | 'SMOKE_TOKEN_REFUSED' | 'SMOKE_NO_ACCOUNT',
    message: string,
  ) {
    super(`${message} (${code})`);
  }
}

type Auth = NonNullable<Target['capabilities']['auth']>;

/** Statuses from which on nobody has signed in. A redirect may carry a session: forms answer so. */
const REFUSALS = 400;

/** Signs an account of the target in. Throws `SignInError` or `HttpError`. */
export async function signIn(http: HttpClient, target: Target, role: Role): Promise<Session> {
  const { auth } = target.capabilities;
  const account = target.accounts[role];
  if (auth === undefined || account === undefined) {
    throw new SignInError('SMOKE_NO_ACCOUNT', `the target has no account \`${role}\` that can sign in`);
  }
  if (auth.kind === 'api-keys') return sessionWith(auth, role, account.password.reveal());
  const answer = await requestSignIn(http, auth, { email: account.email, password: account.password.reveal() });
  if (answer.status >= REFUSALS) {
    throw new SignInError(
      'SMOKE_SIGN_IN_REFUSED',
      `\`${role}\` cannot sign in: POST ${auth.path} answered ${answer.status}${reasonIn(answer)} (correlation id ${answer.correlationId})`,
    );
  }
  return sessionWith(auth, role, tokenIn(answer, auth));
}

/**
 * Signs an account in, and sees that its token opens what everybody may open who is signed in: else each check would find out by itself,
 * and each in words of its own. Throws `SignInError` or `HttpError`.
 */
export async function beginSession(http: HttpClient, target: Target, role: Role): Promise<Session> {
  const session = await signIn(http, target, role);
  const { protectedPath = '/', refusals } = target.capabilities.auth ?? {};
  const { status, correlationId } = await http.ask(protectedPath, { headers: session.headers });
  // What else is wrong with that route is not the token's fault.
  if (status !== refusals?.badToken) return session;
  throw new SignInError(
    'SMOKE_TOKEN_REFUSED',
    `\`${role}\` signs in, and the token opens nothing: GET ${protectedPath} answered ${status} (correlation id ${correlationId})`,
  );
}

const sessionWith = ({ authorize }: Auth, role: Role, token: string): Session => ({
  role,
  token,
  headers: authorize(token),
});

/** The word by which a refusal says why, in the usual places (RFC 6749, 5.2; RFC 9457): an application that is not known, say. */
function reasonIn(answer: Answer): string {
  const body = jsonIn(answer) ?? {};
  const words =
    reach(() => [body['error']?.['code'], body['error'], body['code'], body['title'], body['message']]) ?? [];
  const reason = words.map((word) => textOf(word)).find(Boolean);
  return reason === undefined ? '' : ` "${printable(reason.slice(0, 80))}"`;
}

/** The token in the answer to a sign-in, where the target says that it is, if it is there. */
export function tokenOrNone(answer: Answer, auth: Auth): string | undefined {
  const token = reach(() => auth.token(jsonIn(answer) ?? {}, answer.headers));
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/** The token in the answer to a sign-in, where the target says that it is. Throws `SignInError`. */
export function tokenIn(answer: Answer, auth: Auth): string {
  const token = tokenOrNone(answer, auth);
  if (token !== undefined) return token;
  const fields = fieldsOf(jsonIn(answer));
  const holds = fields === undefined ? 'it is no JSON object' : `it has ${fields.join(', ') || 'no field'}`;
  throw new SignInError(
    'SMOKE_NO_TOKEN',
    `POST ${auth.path} answered ${answer.status}, and \`auth.token\` of the target finds no token in it: ${holds}`,
  );
}

/** Names shown of an answer's fields. */
const MOST_FIELDS = 12;

/** The names of an object's fields, and of those in them, as one would write them: what they hold may be secret. */
function fieldsOf(body: unknown): string[] | undefined {
  const names = namesIn(body)?.flatMap(([name, value]) => [
    name,
    ...(namesIn(value) ?? []).map(([inner]) => `${name}.${inner}`),
  ]);
  return names?.slice(0, MOST_FIELDS).map((name) => printable(name.slice(0, 60)));
}

const namesIn = (value: unknown): Array<[string, unknown]> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : undefined;
