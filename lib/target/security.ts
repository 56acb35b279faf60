import type { Problem } from './env.js';
import type { Json } from './json.js';

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
  /** A sign-in whose answer sets the cookie of the session, sent as that of `auth` is. */
  readonly cookies?: { readonly signIn: string; readonly session: string };
  /** Paths of the origin that nobody in particular can open, such as a folder or the metrics: `/assets/`. */
  readonly closed?: readonly string[];
  /** Below which path an unknown route is refused as the API refuses, and what that refusal looks like. */
  readonly errors?: { readonly below: string; readonly isShaped: (body: Json) => boolean };
}

/** What is wrong with what a target says of its security. */
export function wrongSecurity({ page, cors, cookies, closed = [], errors }: Security = {}): Problem[] {
  const paths = { page, 'cors.path': cors?.path, 'cookies.signIn': cookies?.signIn, 'errors.below': errors?.below };
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
