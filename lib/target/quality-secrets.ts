import { SHORTEST } from '../redact/spellings.js';
import type { TargetDefinition } from './define.js';
import { type Environment, EnvValue } from './env.js';
import type { Concern } from './quality.js';
import { isPlain } from './resolve.js';
import { Secret } from './secret.js';

/** Characters that a secret has at least, and how many of them are different. */
const LEAST = { characters: 12, different: 5 };

/** What people leave in place of a secret, with or without a number behind it. */
export const DEFAULTS = [
  'admin',
  'administrator',
  'change-me',
  'changeit',
  'changeme',
  'default',
  'example',
  'guest',
  'letmein',
  'minioadmin',
  'pass',
  'passw0rd',
  'password',
  'postgres',
  'qwerty',
  'redis',
  'replace-me',
  'replaceme',
  'root',
  'secret',
  'test',
  'token',
  'welcome',
  'your-password',
  'yourpassword',
];

/** Headers whose value lets one in, also where the target does not mark it as a secret. */
const CREDENTIAL_HEADER = /^access\.headers\..*(authorization|cookie|key|secret|token|password)/i;

/** A text by which one gets in, and where it stands. */
interface Credential {
  /** The variable or the place in the target. */
  readonly where: string;
  /** Whose it is: the same credential may stand at several places. */
  readonly login: string;
  readonly user?: string;
  readonly text: string;
  /** Whether the target marks it as one. */
  readonly isSecret?: true;
}

/** Secrets of a target that are short, well known, the same as another, or a part of what the target says. Pure; never gives the secret. */
export function weakSecrets(definition: TargetDefinition, target: object, environment: Environment): Concern[] {
  const beside = JSON.stringify(target);
  const all = credentialsIn(definition, environment, []).filter(({ text }) => text !== '');
  const different = all.filter(({ login }, index) => all.findIndex((other) => other.login === login) === index);
  return different.flatMap((credential) => {
    const actual = weaknessOf(credential, different, beside);
    if (actual === undefined) return [];
    const { where } = credential;
    const expected = `a secret in ${where} of ${LEAST.characters} characters or more, like no other`;
    const hint = 'generate one for each: `openssl rand -base64 24`';
    return [{ code: 'config.weak-secret', where, expected, actual, hint }];
  });
}

function weaknessOf(
  { where, login, user, text, isSecret }: Credential,
  all: readonly Credential[],
  beside: string,
): string | undefined {
  if (DEFAULTS.includes(text.toLowerCase().replace(/[\d!?.@#$_-]*$/, ''))) return 'a usual default';
  if (text.length < SHORTEST) return `${text.length} characters, too few to be hidden wherever they occur`;
  if (text.length < LEAST.characters) return `${text.length} characters`;
  if (new Set(text).size < LEAST.different) return `only ${new Set(text).size} different characters`;
  if (isSecret === true && beside.includes(text))
    return 'a text that the target holds elsewhere, so that it cannot be hidden wherever it occurs';
  if (text === user) return 'the same as its user name';
  const equal = all.find((other) => other.login !== login && other.text === text);
  return equal === undefined ? undefined : `the same as ${equal.where === where ? 'another in it' : equal.where}`;
}

function credentialsIn(stated: unknown, environment: Environment, path: readonly string[]): Credential[] {
  const value = stated instanceof EnvValue ? readIn(stated, environment) : stated;
  const where = stated instanceof EnvValue ? stated.variable : path.join('.');
  // Who one is, and not what one must know to be it.
  if (path.at(-1) === 'accessKey') return [];
  if (value instanceof Secret)
    return credentialOf(value.reveal(), where).map((credential) => ({ ...credential, isSecret: true }));
  if (value instanceof URL) return passwordsIn(value, where);
  if (typeof value === 'string') return CREDENTIAL_HEADER.test(path.join('.')) ? credentialOf(value, where) : [];
  if (typeof value !== 'object' || value === null || !(Array.isArray(value) || isPlain(value))) return [];
  return Object.entries(value).flatMap(([key, inner]) => credentialsIn(inner, environment, [...path, key]));
}

function readIn(value: EnvValue<unknown>, environment: Environment): unknown {
  const read = value.read(environment);
  return read.ok ? read.value : undefined;
}

/** What is secret of a text: of a connection URL its password, of a header what stands behind the scheme. */
function credentialOf(text: string, where: string): Credential[] {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return URL.canParse(text) ? passwordsIn(new URL(text), where) : [];
  const [, scheme = '', sent = text] = /^(Basic|Bearer|Token|ApiKey)\s+(.*)$/i.exec(text) ?? [];
  if (scheme.toLowerCase() !== 'basic') return [{ where, login: where, text: sent }];
  const [user = '', ...password] = Buffer.from(sent, 'base64').toString().split(':');
  return [{ where, login: where, user, text: password.join(':') }];
}

function passwordsIn(url: URL, where: string): Credential[] {
  const user = decoded(url.username);
  const passwords = [decoded(url.password), url.searchParams.get('password') ?? ''].filter((text) => text !== '');
  return passwords.map((text) => ({ where, login: `${url.protocol}//${user}@${url.host}`, user, text }));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
