import type { Finding } from '../probes/finding.js';
import { isLoopback } from './address.js';
import type { EnvironmentFile } from './files.js';
import { Secret } from './secret.js';
import { frontOf, type Target } from './target.js';

/** Characters that a secret has at least. */
const LEAST = 12;

/** What people leave in place of a secret. */
const DEFAULTS = [
  'password',
  'passw0rd',
  'secret',
  'changeme',
  'change-me',
  'admin',
  'test',
  'example',
  'letmein',
  'default',
];

/** What quality is judged by. */
export interface Configured {
  readonly target: Target;
  readonly files: readonly EnvironmentFile[];
  /** The variables that .env.example knows; undefined when there is no such file. */
  readonly known: readonly string[] | undefined;
}

/** Judges a configuration that can be used, but should not be as it is. Pure; all of it warns. */
export function judgeConfiguration({ target, files, known }: Configured): Finding[] {
  return [...weakSecrets(target), ...openConnections(target), ...unknownKeys(target, files, known)];
}

const finding = (
  target: Target,
  part: Pick<Finding, 'code' | 'expected' | 'actual' | 'hint'> & { readonly where: string },
): Finding => {
  const { where, ...rest } = part;
  return {
    ...rest,
    severity: 'warn',
    cause: 'misconfigured',
    service: frontOf(target) ?? Object.keys(target.services)[0] ?? 'origin',
    evidence: { where },
  };
};

function weakSecrets(target: Target): Finding[] {
  const secrets = Object.entries(target.accounts).flatMap(([role, account]) =>
    account === undefined ? [] : [{ where: `accounts.${role}.password`, text: account.password.reveal() }],
  );
  return secrets.flatMap(({ where, text }) => {
    const equal = secrets.find((other) => other.where !== where && other.text === text);
    const weak = DEFAULTS.includes(text.toLowerCase())
      ? 'a usual default'
      : text.length < LEAST
        ? `${text.length} characters`
        : equal === undefined
          ? undefined
          : `the same as ${equal.where}`;
    if (weak === undefined) return [];
    const expected = `${where} has ${LEAST} characters or more, like no other`;
    return [
      finding(target, { code: 'config.weak-secret', where, expected, actual: weak, hint: 'generate one for each' }),
    ];
  });
}

const ENCRYPTED: Readonly<Record<string, (url: URL) => boolean>> = {
  'http:': () => false,
  'ws:': () => false,
  'redis:': () => false,
  'postgres:': (url) => (url.searchParams.get('sslmode') ?? 'disable') !== 'disable',
  'postgresql:': (url) => (url.searchParams.get('sslmode') ?? 'disable') !== 'disable',
};

function openConnections(target: Target): Finding[] {
  const services = Object.entries(target.services).flatMap(([name, service]) => {
    const text =
      service.kind === 'tcp' ? undefined : service.url instanceof Secret ? service.url.reveal() : service.url?.href;
    return text === undefined || !URL.canParse(text) ? [] : [{ where: `services.${name}.url`, url: new URL(text) }];
  });
  return [{ where: 'origin', url: target.origin }, ...services]
    .filter(({ url }) => !isLoopback(url) && ENCRYPTED[url.protocol]?.(url) === false)
    .map(({ where, url }) =>
      finding(target, {
        code: 'config.no-tls',
        where,
        expected: `${where} is encrypted beyond this machine`,
        actual: `${url.protocol}//${url.host}`,
        hint: 'https, rediss, or sslmode=verify-full',
      }),
    );
}

function unknownKeys(
  target: Target,
  files: readonly EnvironmentFile[],
  known: readonly string[] | undefined,
): Finding[] {
  if (known === undefined) return [];
  return files.flatMap(({ path, values }) =>
    Object.keys(values)
      .filter((key) => !known.includes(key))
      .map((key) =>
        finding(target, {
          code: 'config.unknown-key',
          where: path,
          expected: 'variables that .env.example knows',
          actual: `${key} in ${path}`,
          hint: 'a misspelling? What your own target reads belongs into .env.example',
        }),
      ),
  );
}
