import { findRedis, redisPlan } from './redis.js';
import { buildId } from './build-id.js';
import { createCertificates } from './certificates.js';
import { SUPERUSER, answers, databaseUrl } from './database.js';
import type { Home } from './home.js';
import type { ProcessPlan } from './managed-process.js';
import type { Ports } from './ports.js';
import { type PostgresBinaries, findPostgres } from './postgres-binaries.js';
import { postgresPlan } from './postgres.js';
import { createSecrets } from './secrets.js';
import { type PlatformFacts, servicePlans } from './services.js';
import type { Settings } from './settings.js';
import { storagePlan } from './storage.js';

export interface Plans {
  readonly facts: PlatformFacts;
  readonly binaries: PostgresBinaries;
  /** In the order of their dependencies. */
  readonly processes: readonly ProcessPlan[];
}

/** Finds what has to be there and decides how everything will run; starts nothing. */
export async function planPlatform(
  settings: Settings,
  ports: Ports,
  home: Home,
  env: NodeJS.ProcessEnv,
): Promise<Plans> {
  const [redisBinary, binaries, secrets, certificates, build] = await Promise.all([
    findRedis(env['PATH'] ?? ''),
    findPostgres(settings.cache),
    createSecrets(),
    createCertificates(),
    settings.build ?? buildId(),
  ]);
  const storage = {
    url: `http://127.0.0.1:${ports.storage}`,
    bucket: 'essays',
    accessKey: secrets.storageAccessKey,
    secretKey: secrets.storageSecretKey,
  };
  const facts: PlatformFacts = { ports, secrets, certificates, storage, build, inherited: inheritedFrom(env) };
  const superuserUrl = databaseUrl(ports.postgres, SUPERUSER, secrets.superuser, 'postgres');
  return {
    facts,
    binaries,
    processes: [
      postgresPlan({ binaries, folder: home.postgres, port: ports.postgres, answers: () => answers(superuserUrl) }),
      redisPlan(redisBinary, home.redis, ports.redis, secrets.redis),
      storagePlan(storage, home, ports.storage, facts.inherited),
      ...servicePlans(facts, home),
    ],
  };
}

/** Our processes see what Node needs, and nothing else of the environment that we were started in. */
function inheritedFrom(env: NodeJS.ProcessEnv): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LOG_LEVEL', 'NODE_EXTRA_CA_CERTS'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
