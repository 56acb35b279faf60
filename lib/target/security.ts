import type { Role } from './accounts.js';
import type { Problem, Setting } from './env.js';
import type { Json } from './json.js';
import type { SignInForm } from './presets/sign-in-form.js';
import type { PasswordLoginOptions } from './presets/sign-in.js';

/**
 * What a target says of how it protects itself. What it states is checked, and a check is red when it is not so; the rest is
 * judged by good practice, and only warns.
 */
export interface Security {
  /** The page whose headers are looked at; `/` by default. One redirect at the same origin is followed. */
  readonly page?: string;
  /** Headers of that page, by their names: the whole value, or what must be found in it. HSTS counts on https only. */
  readonly headers?: Readonly<Record<string, string | RegExp>>;
  /** That no header tells which version of what software answers. */
  readonly hidesVersions?: boolean;
  /** That nothing older than TLS 1.2 is spoken; it counts on https only. */
  readonly refusesOldTls?: boolean;
  /** Whose pages may read answers: origins such as `https://partner.example`, or `*` for anybody's. */
  readonly cors?: {
    readonly origins: readonly string[] | '*';
    /** A path that pages of others ask; `/` by default. */
    readonly path?: string;
  };
  /** Where the same is reached by http, and leads to https; where it is left out, port 80 of an https origin is looked at. */
  readonly plainOrigin?: Setting<URL | undefined>;
  /** A sign-in whose answer sets the cookie of the session; what is not stated of it is as in `auth`. */
  readonly cookies?: Partial<Pick<PasswordLoginOptions, 'body' | 'encoding' | 'form'>> & {
    readonly signIn: string;
    readonly session: string;
    readonly forgery?: Forgery;
  };
  /** Too many requests for a path: how many they are, and what becomes of who asks so often. It takes the grant `disruptive`. */
  readonly rateLimit?: {
    readonly path: string;
    readonly requests: number;
    /** Seconds within which they must have been sent to be too many; 60 by default. Where they take longer, nothing is known. */
    readonly within?: number;
    /** 429 by default. */
    readonly status?: number;
    /** Seconds after which whoever was refused is served again; 5 by default. */
    readonly recovers?: number;
    /** Who asks, in a session of its own; nobody in particular by default. */
    readonly as?: Role;
  };
  /** Paths of the origin that nobody in particular can open, such as a folder or the metrics: `/assets/`. */
  readonly closed?: readonly string[];
  /** Below which path an unknown route is refused as the API refuses, and what that refusal looks like. */
  readonly errors?: {
    readonly below: string;
    readonly isShaped: (body: Json) => boolean;
    /** Who asks for it, where nobody in particular is told no more than to sign in; nobody in particular by default. */
    readonly as?: Role;
    /** What every refusal looks like, whatever its status: of who may not, of what is not there, of what is wrong. */
    readonly each?: (body: Json) => boolean;
    /** Services that refuse their own unknown routes so as well. */
    readonly services?: readonly string[];
  };
}

/** A request that is refused with this status when the page of another site sends it with somebody's session. */
export interface Forgery {
  /** `POST` by default. */
  readonly method?: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Where nothing is changed by an empty JSON object, or an empty form: it is refused for another reason, or ends the session that sent it. */
  readonly path: string;
  readonly status: number;
  /** `json` by default. */
  readonly encoding?: 'json' | 'form';
  /** The page of the form, as somebody who is signed in sees it: what it carries is what pages of its own send besides. */
  readonly form?: SignInForm;
  /** The headers that pages of its own send besides, from the cookies of the sign-in: a token against forgery, say. */
  readonly own?: (cookies: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

/** What is wrong with what a target says of its security. */
export function wrongSecurity({ page, cors, cookies, closed = [], errors, rateLimit }: Security = {}): Problem[] {
  const paths = {
    page,
    'cors.path': cors?.path,
    'cookies.signIn': cookies?.signIn,
    'cookies.form.page': cookies?.form?.page,
    'cookies.forgery.path': cookies?.forgery?.path,
    'cookies.forgery.form.page': cookies?.forgery?.form?.page,
    'errors.below': errors?.below,
    'rateLimit.path': rateLimit?.path,
  };
  const places = [
    ...Object.entries(paths).filter((entry): entry is [string, string] => entry[1] !== undefined),
    ...closed.map((path) => ['closed', path] as const),
  ];
  const origins = cors === undefined || cors.origins === '*' ? [] : cors.origins;
  return [
    ...places
      .filter(([, path]) => !path.startsWith('/'))
      .map(([where, path]) => problem(where, path, 'a path of the origin', '/assets/')),
    ...origins
      .filter((origin) => !URL.canParse(origin) || new URL(origin).origin !== origin)
      .map((origin) => problem('cors.origins', origin, 'an origin', 'https://partner.example')),
  ];
}

const problem = (where: string, text: string, what: string, example: string): Problem => ({
  where: `security.${where}`,
  wrong: `holds "${text}", which is not ${what}`,
  example,
});
