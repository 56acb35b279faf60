import { Secret } from './secret.js';

/** What a target reads from the environment: pairs of a variable's name and its text. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One thing that is wrong with the configuration, with what a person needs to mend it. */
export interface Problem {
  /** The variable or the place in the target at fault, such as `SMOKE_ORIGIN` or `services.gateway.dependsOn`. */
  readonly where: string;
  readonly wrong: string;
  readonly example?: string;
}

type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly wrong: string };

interface EnvValueOptions<T> {
  readonly variable: string;
  readonly example: string;
  readonly parse: (text: string) => Read<T>;
  /** What stands when the variable is not set; without it, not being set is a problem. */
  readonly fallback?: { readonly value: T };
  readonly secret?: boolean;
  /** An empty text counts as not set. Elsewhere it is a problem: in pipelines it is how a missing secret looks. */
  readonly emptyIsUnset?: boolean;
}

/** A place in a target that the environment fills. It is read when the target is parsed, never when it is written. */
export class EnvValue<T> {
  readonly variable: string;
  readonly secret: boolean;
  readonly #options: EnvValueOptions<T>;

  constructor(options: EnvValueOptions<T>) {
    this.#options = options;
    this.variable = options.variable;
    this.secret = options.secret ?? false;
  }

  /** Reads the variable. A value that is merely missing is told apart, because a platform that we start may provide it. */
  read(environment: Environment): Read<T> | { readonly ok: false; readonly missing: true; readonly wrong: string } {
    const text = environment[this.variable];
    const unset = text === undefined || (text.trim() === '' && this.#options.emptyIsUnset === true);
    if (unset && this.#options.fallback !== undefined) return { ok: true, value: this.#options.fallback.value };
    if (text === undefined) return { ok: false, missing: true, wrong: 'is not set' };
    if (text.trim() === '') return { ok: false, wrong: 'is set, but empty' };
    return this.#options.parse(text.trim());
  }

  problem(wrong: string): Problem {
    return { where: this.variable, wrong, example: this.#options.example };
  }
}

const parsed = <T>(value: T): Read<T> => ({ ok: true, value });
const refused = (wrong: string): Read<never> => ({ ok: false, wrong });

const ADDRESS_SCHEMES = ['http:', 'https:', 'ws:', 'wss:'];

function parseUrl(text: string): Read<URL> {
  if (!URL.canParse(text)) return refused(`is not a URL: "${text}"`);
  const url = new URL(text);
  if (!ADDRESS_SCHEMES.includes(url.protocol))
    return refused(`must begin with http:// or https://, not "${url.protocol}"`);
  if (url.username !== '' || url.password !== '') return refused('must not carry a user name or password');
  return parsed(url);
}

function parseSecretUrl(text: string): Read<Secret> {
  const isAddress = URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
  return isAddress ? parsed(new Secret(text)) : refused('is not a URL that begins with https:// or http://');
}

const parsePath = (text: string): Read<string> =>
  text.startsWith('/') ? parsed(text) : refused(`must begin with a slash: "${text}"`);

const parseInteger = (text: string): Read<number> =>
  /^\d+$/.test(text) ? parsed(Number(text)) : refused(`is not a whole number: "${text}"`);

function parseGrants(text: string): Read<readonly Grant[]> {
  const names = text.split(',').map((name) => name.trim());
  const unknown = names.filter((name) => !isGrant(name));
  if (unknown.length > 0) return refused(`names no grant: "${unknown.join(', ')}"`);
  return parsed(names.filter((name) => isGrant(name)));
}

/** What an operator may permit in a run. */
export const GRANTS = ['writes', 'direct', 'disruptive'] as const;
/** One thing that an operator permits in a run. */
export type Grant = (typeof GRANTS)[number];
const isGrant = (name: string): name is Grant => GRANTS.some((grant) => grant === name);

const optionally = <T>(fallback: T | undefined): { fallback?: { value: T } } =>
  fallback === undefined ? {} : { fallback: { value: fallback } };

/** The kinds of values that a target takes from the environment. Each is read once, when the target is parsed. */
export const env = {
  /** An `http(s)` or `ws(s)` address. */
  url: (variable: string, fallback?: string): EnvValue<URL> =>
    new EnvValue({
      variable,
      example: `${variable}=https://staging.example.com`,
      parse: parseUrl,
      ...optionally(fallback === undefined ? undefined : new URL(fallback)),
    }),

  /** An address on this machine of which the environment gives the port. */
  localPort: (variable: string, fallback: number, path = '/'): EnvValue<URL> => {
    const address = (port: number) => new URL(path, `http://127.0.0.1:${port}`);
    return new EnvValue({
      variable,
      example: `${variable}=${fallback}`,
      parse: (text) => {
        const port = parseInteger(text);
        return port.ok ? parsed(address(port.value)) : port;
      },
      fallback: { value: address(fallback) },
    });
  },

  /** An address that may be left out. */
  optionalUrl: (variable: string): EnvValue<URL | undefined> =>
    new EnvValue<URL | undefined>({
      variable,
      example: `${variable}=https://staging.example.com`,
      parse: parseUrl,
      fallback: { value: undefined },
      emptyIsUnset: true,
    }),

  /** A text that must be there. */
  text: (variable: string, fallback?: string): EnvValue<string> =>
    new EnvValue({ variable, example: `${variable}=value`, parse: parsed, ...optionally(fallback) }),

  /** A text that may be left out. */
  optional: (variable: string): EnvValue<string | undefined> =>
    new EnvValue<string | undefined>({
      variable,
      example: `${variable}=value`,
      parse: parsed,
      fallback: { value: undefined },
      emptyIsUnset: true,
    }),

  /** A path below an address, such as that of a health route. */
  path: (variable: string, fallback?: string): EnvValue<string> =>
    new EnvValue({ variable, example: `${variable}=/healthz`, parse: parsePath, ...optionally(fallback) }),

  /** A path that may be left out. */
  optionalPath: (variable: string): EnvValue<string | undefined> =>
    new EnvValue<string | undefined>({
      variable,
      example: `${variable}=/version`,
      parse: parsePath,
      fallback: { value: undefined },
      emptyIsUnset: true,
    }),

  /** A text that must never be shown: a password, a token, a connection URL with a password in it. */
  secret: (variable: string): EnvValue<Secret> =>
    new EnvValue({
      variable,
      example: `${variable}=(from your secret store)`,
      parse: (text) => parsed(new Secret(text)),
      secret: true,
    }),

  /** A secret that may be left out. */
  optionalSecret: (variable: string): EnvValue<Secret | undefined> =>
    new EnvValue<Secret | undefined>({
      variable,
      example: `${variable}=(from your secret store)`,
      parse: (text) => parsed(new Secret(text)),
      fallback: { value: undefined },
      emptyIsUnset: true,
      secret: true,
    }),

  /** An `http(s)` address that may be left out, and that nobody must see: whoever knows it may use it. */
  optionalSecretUrl: (variable: string): EnvValue<Secret | undefined> =>
    new EnvValue<Secret | undefined>({
      variable,
      example: `${variable}=https://(from your secret store)`,
      parse: parseSecretUrl,
      fallback: { value: undefined },
      emptyIsUnset: true,
      secret: true,
    }),

  /** The path of a file that may be left out, such as a certificate authority. */
  optionalFile: (variable: string): EnvValue<string | undefined> =>
    new EnvValue<string | undefined>({
      variable,
      example: `${variable}=./ca.pem`,
      parse: parsed,
      fallback: { value: undefined },
      emptyIsUnset: true,
    }),

  /** A whole number, such as a port or a budget in milliseconds. */
  integer: (variable: string, fallback?: number): EnvValue<number> =>
    new EnvValue({
      variable,
      example: `${variable}=${fallback ?? 3000}`,
      parse: parseInteger,
      ...optionally(fallback),
    }),

  /** A whole number that may be left out. */
  optionalInteger: (variable: string): EnvValue<number | undefined> =>
    new EnvValue<number | undefined>({
      variable,
      example: `${variable}=3000`,
      parse: parseInteger,
      fallback: { value: undefined },
      emptyIsUnset: true,
    }),

  /** `1` or `true`; anything else but `0`, `false` or nothing is a problem. */
  flag: (variable: string): EnvValue<boolean> =>
    new EnvValue({
      variable,
      example: `${variable}=1`,
      parse: (text) =>
        ['1', 'true', '0', 'false'].includes(text)
          ? parsed(text === '1' || text === 'true')
          : refused(`is neither 1 nor 0: "${text}"`),
      fallback: { value: false },
      emptyIsUnset: true,
    }),

  /** What the operator permits in this run, separated by commas; nothing when it is not set. */
  grants: (variable: string): EnvValue<readonly Grant[]> =>
    new EnvValue<readonly Grant[]>({
      variable,
      example: `${variable}=${GRANTS.join(',')}`,
      parse: parseGrants,
      fallback: { value: [] },
      emptyIsUnset: true,
    }),
} as const;

/** A definition's type with every place that the environment fills replaced by what is read there. */
export type Resolved<T> =
  T extends EnvValue<infer V>
    ? V
    : T extends
          | ((...args: never[]) => unknown)
          | (abstract new (...args: never[]) => unknown)
          | URL
          | Secret
          | RegExp
          | Date
      ? T
      : T extends object
        ? { [K in keyof T]: Resolved<T[K]> }
        : T;

/** Either a value or the place in the environment that holds it. */
export type Setting<T> = T | EnvValue<T>;
