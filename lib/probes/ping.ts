import type { HttpClient } from '../clients/http.js';
import { HttpError, networkCodeOf } from '../clients/http-error.js';
import { placeOf } from '../target/address.js';
import type { ParsedService, Target } from '../target/target.js';
import { pingAmqp, pingKafka, pingPostgres, pingRedis, pingS3 } from './pings.js';
import { bareHost } from './socket.js';

/** What became of asking a data service for a sign of life. */
export interface PingFacts {
  readonly kind: DataService['kind'];
  readonly host: string;
  readonly port: string;
  /** A code of the network, of SQLSTATE or of the service; empty when it is alive. */
  readonly error: string;
  /** What it said, without credentials. */
  readonly said: string;
  readonly ms: number;
}

/** A service that keeps data, and speaks a protocol of its own. */
export type DataService = Extract<ParsedService, { kind: 'postgres' | 'redis' | 's3' | 'amqp' | 'kafka' }>;

/** Through what a data service is asked. */
export interface PingOptions {
  readonly access: Target['access'];
  readonly http: HttpClient;
  /** Milliseconds. */
  readonly timeout: number;
}

/** Whether the target says how a data service is reached. */
export const isReachable = (service: ParsedService): service is DataService =>
  service.kind !== 'http' && service.kind !== 'tcp' && service.url !== undefined;

/**
 * Asks a data service for a sign of life: a query, `PING`, whether its bucket is there, a channel, or what its cluster is made of. Never waits longer; throws nothing but
 * `RefusedError`, without the grant `direct`.
 */
export async function observePing(service: DataService, options: PingOptions): Promise<PingFacts> {
  const started = performance.now();
  const url = addressOf(service);
  if (url === undefined) return { kind: service.kind, host: '', port: '', error: 'NO_ADDRESS', said: '', ms: 0 };
  const facts = { kind: service.kind, host: bareHost(url.hostname), port: String(placeOf(url.href)?.port) };
  options.http.guard.need('direct', `connecting to ${url.host}`);
  try {
    const said = await inTime(options.timeout, ask(service, url, options));
    return { ...facts, error: '', said, ms: performance.now() - started };
  } catch (error) {
    const said = withoutSecrets(error instanceof HttpError ? error.seen : String(error), url);
    return { ...facts, error: networkCodeOf(error) || 'FAILED', said, ms: performance.now() - started };
  }
}

function addressOf({ url }: DataService): URL | undefined {
  const text = url instanceof URL ? url.href : (url?.reveal() ?? '');
  return URL.canParse(text) ? new URL(text) : undefined;
}

function ask(service: DataService, url: URL, options: PingOptions): Promise<string> {
  if (service.kind === 'postgres') return pingPostgres(url, options);
  if (service.kind === 'redis') return pingRedis(url, options);
  if (service.kind === 'amqp') return pingAmqp(url, options);
  return service.kind === 'kafka' ? pingKafka(service, options) : pingS3(service, url, options);
}

const withoutSecrets = (text: string, { password, username }: URL): string =>
  [password, decodeURIComponent(password), username]
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);

class LateError extends Error {
  readonly code = 'TIMEOUT';
}

/** The clients have limits of their own, but not for everything that they do. */
async function inTime<T>(timeout: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_settle, reject) => {
    timer = setTimeout(() => reject(new LateError('no answer in time')), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
