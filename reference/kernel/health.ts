import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Database } from './database.js';

export type Check = () => Promise<unknown>;

export interface HealthOptions {
  readonly name: string;
  /** What the service cannot do without, by the dependency's name. */
  readonly checks?: Readonly<Record<string, Check>>;
  /** What it can do without, at the price of being degraded. */
  readonly optionalChecks?: Readonly<Record<string, Check>>;
  readonly checkTimeoutMs?: number;
  readonly database?: Database;
}

interface CheckResult {
  readonly status: 'healthy' | 'unhealthy';
  readonly critical: boolean;
  readonly latencyMs: number;
  readonly error?: string;
}

const CHECK_TIMEOUT_MS = 1_000;

/** Serves `/healthz` and the routes below it. */
export function registerHealth(app: FastifyInstance, options: HealthOptions): void {
  const { database, checkTimeoutMs = CHECK_TIMEOUT_MS } = options;
  const critical: Readonly<Record<string, Check>> = { ...(database && { postgres: database.ping }), ...options.checks };

  const inspect = async (extra: Readonly<Record<string, Check>> = {}) => {
    const results = await Promise.all([
      ...Object.entries({ ...critical, ...extra }).map(([name, check]) => run(name, check, true, checkTimeoutMs)),
      ...Object.entries(options.optionalChecks ?? {}).map(([name, check]) => run(name, check, false, checkTimeoutMs)),
    ]);
    const failed = results.filter(([, result]) => result.status === 'unhealthy');
    const status =
      failed.length === 0 ? 'healthy' : failed.some(([, result]) => result.critical) ? 'unhealthy' : 'degraded';
    return {
      status,
      service: options.name,
      checks: Object.fromEntries(results),
      dependencies: Object.fromEntries(results.map(([name, result]) => [name, result.status])),
    };
  };

  app.get('/healthz', async (_request, reply) => {
    const health = await inspect();
    return reply.status(health.status === 'unhealthy' ? 503 : 200).send(health);
  });
  app.get('/healthz/live', async () => ({ status: 'alive', service: options.name }));
  app.get('/healthz/ready', async (_request, reply) => {
    const health = await inspect(database && { migrations: () => requireMigrated(database) });
    const ready = health.status !== 'unhealthy';
    return reply.status(ready ? 200 : 503).send({ ...health, status: ready ? 'ready' : 'not_ready' });
  });
  if (database) registerDatabaseHealth(app, options.name, database, checkTimeoutMs);
}

function registerDatabaseHealth(app: FastifyInstance, service: string, database: Database, timeoutMs: number): void {
  app.get('/healthz/database', async (_request, reply) => {
    const [, result] = await run('postgres', database.ping, true, timeoutMs);
    return reply.status(result.status === 'healthy' ? 200 : 503).send({ service, ...result });
  });
  app.get('/healthz/database/summary', async () => ({ service, ...(await database.summary()) }));
}

async function requireMigrated(database: Database): Promise<void> {
  const { applied, expected } = await database.migrationLevel();
  if (applied !== expected) throw new Error(`migration ${applied ?? 'none'} is applied, ${expected} is expected`);
}

async function run(name: string, check: Check, critical: boolean, timeoutMs: number): Promise<[string, CheckResult]> {
  const begun = performance.now();
  const error = await failureOf(check, timeoutMs);
  const latencyMs = Math.round((performance.now() - begun) * 10) / 10;
  return [name, { status: error ? 'unhealthy' : 'healthy', critical, latencyMs, ...(error && { error }) }];
}

async function failureOf(check: Check, timeoutMs: number): Promise<string | undefined> {
  const settled = new AbortController();
  const tooLate = delay(timeoutMs, undefined, { signal: settled.signal }).then(() => {
    throw new Error(`no answer within ${timeoutMs} ms`);
  });
  try {
    await Promise.race([check(), tooLate]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    settled.abort();
  }
}
