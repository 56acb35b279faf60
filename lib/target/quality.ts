import type { Coded } from '../probes/codes.js';
import { isLoopback } from './address.js';
import type { TargetDefinition } from './define.js';
import type { Environment } from './env.js';
import type { EnvironmentFile } from './files.js';
import { missingKeys, unknownKeys } from './quality-keys.js';
import { weakSecrets } from './quality-secrets.js';
import { Secret } from './secret.js';
import { frontOf, type Target } from './target.js';

/** What quality is judged by. */
export interface Configured {
  readonly definition: TargetDefinition;
  readonly target: Target;
  /** All that fills the definition. */
  readonly environment: Environment;
  /** The part of it that stands in no file. */
  readonly real: Environment;
  /** The files of variables, the chosen one first. */
  readonly files: readonly EnvironmentFile[];
  /** The variables that the examples of such files know; undefined when there are none. */
  readonly known: readonly string[] | undefined;
}

/** Something about a configuration that a person should hear of. */
export type Concern = Pick<Coded, 'code' | 'expected' | 'actual' | 'hint'> & {
  /** The variable, the place in the target or the file. */
  readonly where: string;
};

/** Judges a configuration that can be used, but should not be as it is. Pure; all of it warns. */
export function judgeConfiguration({ definition, target, environment, real, files, known }: Configured): Coded[] {
  const concerns = [
    ...weakSecrets(definition, target, environment),
    ...openConnections(target),
    ...(known === undefined
      ? []
      : [...unknownKeys(definition, files, known), ...missingKeys(definition, files, known, real)]),
  ];
  const service = frontOf(target) ?? Object.keys(target.services)[0] ?? 'origin';
  return concerns.map(({ where, ...concern }) => ({
    ...concern,
    severity: 'warn',
    cause: 'misconfigured',
    service,
    evidence: { where },
  }));
}

const ENCRYPTED: Readonly<Record<string, (url: URL) => boolean>> = {
  'http:': () => false,
  'ws:': () => false,
  'redis:': () => false,
  'amqp:': () => false,
  'kafka:': () => false,
  'postgres:': (url) => (url.searchParams.get('sslmode') ?? 'disable') !== 'disable',
  'postgresql:': (url) => (url.searchParams.get('sslmode') ?? 'disable') !== 'disable',
};

function openConnections(target: Target): Concern[] {
  const services = Object.entries(target.services).flatMap(([name, service]) => {
    const text =
      service.kind === 'tcp' ? undefined : service.url instanceof Secret ? service.url.reveal() : service.url?.href;
    return text === undefined || !URL.canParse(text) ? [] : [{ where: `services.${name}.url`, url: new URL(text) }];
  });
  return [{ where: 'origin', url: target.origin }, ...services]
    .filter(({ url }) => !isLoopback(url) && ENCRYPTED[url.protocol]?.(url) === false)
    .map(({ where, url }) => ({
      code: 'config.no-tls',
      where,
      expected: `${where} is encrypted beyond this machine`,
      actual: `${url.protocol}//${url.host}`,
      hint: 'https, rediss, or sslmode=verify-full',
    }));
}
