import { serviceNames, type ServiceName } from '../kernel/names.js';
import type { StorageSettings } from '../kernel/storage.js';
import { type DatabaseRole, databaseUrl } from './database.js';
import type { Certificates } from './certificates.js';
import type { Home } from './home.js';
import type { ProcessPlan } from './managed-process.js';
import { nodeProcess } from './node-process.js';
import type { Ports } from './ports.js';
import { statusOf } from './probe.js';
import type { Secrets } from './secrets.js';

export interface PlatformFacts {
  readonly ports: Ports;
  readonly secrets: Secrets;
  readonly certificates: Certificates;
  readonly storage: StorageSettings;
  readonly build: string;
  /** What every process of ours gets from our own environment. */
  readonly inherited: Readonly<Record<string, string>>;
}

export const AUDIENCE = 'essay-platform';

export function serviceUrl(ports: Ports, name: ServiceName): string {
  return `http://127.0.0.1:${ports[name]}`;
}

export const secureOrigin = (ports: Ports): string => `https://127.0.0.1:${ports.secure}`;

export function redisUrl({ ports, secrets }: Pick<PlatformFacts, 'ports' | 'secrets'>): string {
  return `redis://:${secrets.redis}@127.0.0.1:${ports.redis}`;
}

/** Each service is told where the others are, and only the secrets that it needs itself. */
export function servicePlans(facts: PlatformFacts, home: Home): readonly ProcessPlan[] {
  return serviceNames.map((name) => ({
    ...nodeProcess(home.code, `services/${name}/main.js`),
    name,
    kind: 'service',
    address: serviceUrl(facts.ports, name),
    env: { ...sharedEnvironment(facts), ...ownEnvironment(facts, name), PORT: String(facts.ports[name]) },
    isUp: async () => (await statusOf(`${serviceUrl(facts.ports, name)}/healthz/live`)) === 200,
    isReady: async () => (await statusOf(`${serviceUrl(facts.ports, name)}/healthz/ready`)) === 200,
  }));
}

function sharedEnvironment(facts: PlatformFacts): Record<string, string> {
  const { ports, build, inherited } = facts;
  return {
    ...inherited,
    BUILD: build,
    PUBLIC_ORIGIN: serviceUrl(ports, 'gateway'),
    SECURE_ORIGIN: secureOrigin(ports),
    IDENTITY_URL: serviceUrl(ports, 'identity'),
    CONTENT_URL: serviceUrl(ports, 'content'),
    ASSESSMENT_URL: serviceUrl(ports, 'assessment'),
    NOTIFIER_URL: serviceUrl(ports, 'notifier'),
    ACCOUNT_URL: serviceUrl(ports, 'account'),
    REDIS_URL: redisUrl(facts),
    JWT_ISSUER: serviceUrl(ports, 'identity'),
    JWT_AUDIENCE: AUDIENCE,
  };
}

function ownEnvironment(facts: PlatformFacts, name: ServiceName): Record<string, string> {
  const { secrets, storage, certificates, ports } = facts;
  const own: Record<ServiceName, Record<string, string>> = {
    identity: { DATABASE_URL: roleUrl(facts, 'identity_app'), JWT_PRIVATE_KEY: secrets.signingKey },
    content: {
      DATABASE_URL: roleUrl(facts, 'content_app'),
      STORAGE_URL: storage.url,
      STORAGE_BUCKET: storage.bucket,
      STORAGE_ACCESS_KEY: storage.accessKey,
      STORAGE_SECRET_KEY: storage.secretKey,
    },
    assessment: { DATABASE_URL: roleUrl(facts, 'assessment_app') },
    notifier: {},
    account: { DATABASE_URL: roleUrl(facts, 'account_app') },
    gateway: {
      SECURE_PORT: String(ports.secure),
      PLAIN_PORT: String(ports.plain),
      TLS_KEY: certificates.key,
      TLS_CERTIFICATE: certificates.certificate,
      TLS_EXPIRED_CERTIFICATE: certificates.expired,
    },
  };
  return own[name];
}

function roleUrl({ ports, secrets }: PlatformFacts, role: DatabaseRole): string {
  return databaseUrl(ports.postgres, role, secrets.roles[role]);
}
