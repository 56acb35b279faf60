import { afterEach, expect, test } from 'vitest';
import { type Reply, TestServers } from '../clients/testing/http-server.js';
import { observeHttp } from '../probes/http.js';
import { judgeHealth } from '../probes/judge-health.js';
import type { HealthWords } from '../target/services.js';

const servers = new TestServers();
afterEach(() => servers.end());

type Dialect = readonly [dialect: string, reply: Reply, seen: readonly string[], own: HealthWords];

const NONE: HealthWords = {};

const words = (seen: readonly string[], ...each: readonly string[]): Dialect[] =>
  each.map((status) => [`the word ${status}`, { body: { status } }, seen, NONE]);

const DIALECTS: readonly Dialect[] = [
  ...words([], 'ok', 'healthy', 'up', 'UP', 'pass', 'alive', 'ready', 'available', 'running', 'connected'),
  ...words(['warn health.degraded'], 'warning', 'degraded'),
  ...words(['fail health.unhealthy'], 'unhealthy', 'error', 'down', 'dead', 'unavailable', 'disconnected', 'not_ready'),
  ['an empty 200', {}, [], NONE],
  ['503 with JSON', { status: 503, body: { status: 'ok' } }, ['fail health.unhealthy'], NONE],
  [
    'parts under checks',
    { body: { status: 'ok', checks: { db: { status: 'down' } } } },
    ['warn health.degraded'],
    NONE,
  ],
  ['parts under dependencies', { body: { dependencies: { redis: 'disconnected' } } }, ['fail health.unhealthy'], NONE],
  ['parts under services', { body: { services: [{ name: 'mail', healthy: true }] } }, [], NONE],
  ['parts under components', { body: { status: 'UP', components: { db: { status: 'UP' } } } }, [], NONE],
  ['detail for those who have signed in', { status: 401 }, ['fail http.status'], NONE],
  ['a word of its own', { body: { status: 'fit' } }, [], { healthy: ['fit'] }],
];

test.each(DIALECTS)('health by %s', async (_, reply, seen, own) => {
  const http = await servers.serve(() => reply);

  const findings = judgeHealth(await observeHttp(http, http.addressOf('/health')), 'shop', own);

  expect(findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual(seen);
});
