import type { Role } from '../accounts.js';
import type { Setting } from '../env.js';
import type { Json } from '../json.js';
import type { Secret } from '../secret.js';
import type { Provided } from './provided.js';
import type { LockOut, Refresh, Registration, SignOut } from './registration.js';
import type { SignInForm } from './sign-in-form.js';

/** What somebody types to sign in. */
export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** How the target refuses: the one status code that it gives in each case. */
export interface AuthRefusals {
  readonly wrongPassword: number;
  readonly noToken: number;
  readonly badToken: number;
  readonly wrongRole: number;
}

/** The application in whose name people sign in (RFC 6749, 2.3.1). */
export interface SignInClient {
  readonly id: Setting<string>;
  readonly secret?: Setting<Secret>;
  /** As `client_id` and `client_secret` in the body, or as basic authentication; `body` by default. */
  readonly by?: 'body' | 'basic';
}

export interface PasswordLoginOptions extends Provided {
  readonly path: string;
  /** The application that names itself when somebody signs in, renews a token or signs out. */
  readonly client?: SignInClient;
  /** The page of the form, where one must have been there before: it sets cookies, or holds a token against forgery. */
  readonly form?: SignInForm;
  /** How the body is sent; `json` by default. */
  readonly encoding?: 'json' | 'form';
  readonly body: (credentials: Credentials) => Readonly<Record<string, unknown>>;
  /** Where the answer carries the token. */
  readonly token: (body: Json, headers: Headers) => unknown;
  /** How a request carries the token; a bearer by default. */
  readonly authorize?: (token: string) => Readonly<Record<string, string>>;
  /** A GET that answers 200 to anybody who is signed in, and to nobody else. */
  readonly protectedPath: string;
  /** What its tokens are, where that is known: forged ones are then tried. */
  readonly tokens?: 'jwt';
  /** A GET that only one role may do. */
  readonly restricted?: { readonly path: string; readonly allows: Role };
  /** 401 for all but the wrong role (403) where the target does not say otherwise. */
  readonly refusals?: Partial<AuthRefusals>;
  readonly registration?: Registration;
  readonly refresh?: Refresh;
  readonly signOut?: SignOut;
  readonly lockOut?: LockOut;
  /** Routes besides `path` by which one signs in and out, such as those of its pages: `POST /session`. They are no writes. */
  readonly safeRoutes?: readonly string[];
  /** Tokens that the suite cannot make itself; without them their checks are not applicable. */
  readonly expiredToken?: Setting<Secret | undefined>;
  readonly wrongAudienceToken?: Setting<Secret | undefined>;
}

export interface PasswordLogin extends PasswordLoginOptions {
  /** With keys nobody signs in: the password of an account is its token. */
  readonly kind: 'password-login' | 'api-keys';
  readonly encoding: 'json' | 'form';
  readonly authorize: (token: string) => Readonly<Record<string, string>>;
  readonly refusals: AuthRefusals;
}

/** Signing in with a name and a password, for a token that later requests carry. */
export const passwordLogin = (options: PasswordLoginOptions): PasswordLogin => ({
  kind: 'password-login',
  encoding: 'json',
  authorize: bearer(),
  ...options,
  refusals: { wrongPassword: 401, noToken: 401, badToken: 401, wrongRole: 403, ...options.refusals },
});

/** What one says of keys that somebody has been given. */
export type ApiKeysOptions = Pick<
  PasswordLoginOptions,
  'protectedPath' | 'authorize' | 'restricted' | 'expiredToken' | 'service'
> & { readonly refusals?: Partial<Omit<AuthRefusals, 'wrongPassword'>> };

/** Keys or tokens that accounts have been given, as their passwords: nobody signs in. */
export const apiKeys = (options: ApiKeysOptions): PasswordLogin => ({
  ...passwordLogin({ path: options.protectedPath, body: () => ({}), token: () => undefined, ...options }),
  kind: 'api-keys',
});

/** `Authorization: Bearer <token>`. */
export const bearer = () => (token: string) => ({ authorization: `Bearer ${token}` });
/** The token in a header of its own. */
export const byHeader = (name: string) => (token: string) => ({ [name.toLowerCase()]: token });
/** The token as a cookie. */
export const byCookie = (name: string) => (token: string) => ({ cookie: `${name}=${token}` });
/** Reads the token from a cookie that the sign-in sets. */
export const fromCookie = (name: string) => (_body: Json, headers: Headers) =>
  headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)
    .split(';')[0];
