import { networkCodeOf } from '../clients/http-error.js';
import type { ParsedService } from '../target/target.js';
import type { Finding } from './finding.js';

/** What became of asking a data service for a sign of life. */
export interface PingFacts {
  readonly kind: 'postgres' | 'redis' | 's3';
  /** `host:port`, without credentials. */
  readonly address: string;
  readonly alive: boolean;
  /** A code of the network, of SQLSTATE or of the service; empty when it is alive. */
  readonly error: string;
  /** What it said, without credentials. */
  readonly said: string;
  readonly ms: number;
}

type DataService = Extract<ParsedService, { kind: 'postgres' | 'redis' | 's3' }>;

/** Whether the target says how a data service is reached. */
export const isReachable = (service: ParsedService): service is DataService =>
  (service.kind === 'postgres' || service.kind === 'redis' || service.kind === 's3') && service.url !== undefined;

/** Asks a data service for a sign of life: `select 1`, `PING`, or whether its bucket is there. Never throws, never waits longer. */
export async function observePing(service: DataService, timeout: number): Promise<PingFacts> {
  const started = performance.now();
  const url = addressOf(service);
  const facts = { kind: service.kind, address: url === undefined ? '' : hostOf(url, service.kind) };
  const ms = () => performance.now() - started;
  if (url === undefined) return { ...facts, alive: false, error: 'NO_ADDRESS', said: 'is not a URL', ms: ms() };
  try {
    const said = await within(timeout, PINGS[service.kind](service, url, timeout));
    return { ...facts, alive: true, error: '', said, ms: ms() };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      ...facts,
      alive: false,
      error: networkCodeOf(error) || 'FAILED',
      said: withoutSecrets(message, url),
      ms: ms(),
    };
  }
}

function addressOf({ url }: DataService): URL | undefined {
  const text = url instanceof URL ? url.href : (url?.reveal() ?? '');
  return URL.canParse(text) ? new URL(text) : undefined;
}

const PORTS = { postgres: '5432', redis: '6379', s3: '443' };
const hostOf = (url: URL, kind: DataService['kind']): string => `${url.hostname}:${url.port || PORTS[kind]}`;

const withoutSecrets = (text: string, { password, username }: URL): string =>
  [password, decodeURIComponent(password), username]
    .filter((secret) => secret !== '')
    .reduce((clean, secret) => clean.replaceAll(secret, '[redacted]'), text);

async function within<T>(timeout: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_settle, reject) => {
    timer = setTimeout(() => reject(Object.assign(new Error('did not answer in time'), { code: 'TIMEOUT' })), timeout);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

type Ping = (service: DataService, url: URL, timeout: number) => Promise<string>;

// Each client is imported only when it is used: together they would cost a quick command more than its work.
const PINGS: Readonly<Record<DataService['kind'], Ping>> = {
  postgres: async (_service, url, timeout) => {
    const { default: pg } = await import('pg');
    const client = new pg.Client({
      connectionString: url.href,
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
      application_name: 'firstlight',
    });
    // A server that dies under us would otherwise end this process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('select 1');
      return 'answers select 1';
    } finally {
      // Not awaited: a server that hangs would make us hang.
      void client.end().catch(() => undefined);
    }
  },
  redis: async (_service, url, timeout) => {
    const { Redis } = await import('ioredis');
    const client = new Redis(url.href, {
      lazyConnect: true,
      connectTimeout: timeout,
      commandTimeout: timeout,
      maxRetriesPerRequest: 0,
      retryStrategy: () => null,
      enableOfflineQueue: true,
    });
    let cause: Error | undefined;
    client.on('error', (error: Error) => (cause ??= error));
    try {
      await client.connect();
      return `answers ${await client.ping()}`;
    } catch (error) {
      throw cause ?? error;
    } finally {
      client.disconnect();
    }
  },
  s3: async (service, url, timeout) => {
    if (service.kind !== 's3') throw new Error('is not an object store');
    const { AwsClient } = await import('aws4fetch');
    const client = new AwsClient({
      accessKeyId: service.accessKey?.reveal() ?? '',
      secretAccessKey: service.secretKey?.reveal() ?? '',
      region: service.region ?? 'us-east-1',
      service: 's3',
      retries: 0,
    });
    // HeadBucket: the one request that asks for nothing but whether the bucket is there and ours.
    const bucket = `${url.href.replace(/\/$/, '')}/${service.bucket ?? ''}`;
    const answer = await client.fetch(bucket, { method: 'HEAD', signal: AbortSignal.timeout(timeout) });
    if (answer.ok) return 'knows the bucket';
    throw Object.assign(new Error(`answered ${answer.status}`), { code: `HTTP_${answer.status}` });
  },
};

const LOOKS: Readonly<Record<PingFacts['kind'], (host: string, port: string) => string>> = {
  postgres: (host, port) => `pg_isready -h ${host} -p ${port}`,
  redis: (host, port) => `redis-cli -h ${host} -p ${port} ping`,
  s3: (host, port) => `curl -i http://${host}:${port}`,
};
const CALLED = { postgres: 'PostgreSQL', redis: 'Redis', s3: 'the object store' };

const REFUSED = /^ECONNREFUSED$/;
const UNREACHABLE = /^(ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|NO_ADDRESS)$/;
const SLOW = /TIMEOUT|^ETIMEDOUT$|^57014$/;
const UNAUTHORISED = /^(28000|28P01|WRONGPASS|NOAUTH|HTTP_401|HTTP_403)$/;

/** Judges a sign of life. Pure. */
export function judgePing(facts: PingFacts, service: string): Finding[] {
  if (facts.alive) return [];
  const [host = '', port = ''] = facts.address.split(':');
  const type = `\`${LOOKS[facts.kind](host, port)}\``;
  const called = CALLED[facts.kind];
  const base = {
    severity: 'fail' as const,
    service,
    expected: `${called} answers on ${facts.address}`,
    evidence: { address: facts.address, error: facts.error, said: facts.said },
  };
  const code = (kind: 'refused' | 'unauthorised' | 'failed') => `${facts.kind}.${kind}` as const;
  const speaks = /NOAUTH|WRONGPASS|password/i.test(facts.said);
  if (REFUSED.test(facts.error)) {
    const hint = `${called} refuses connections on ${facts.address}: is it running? ${type}`;
    return [{ ...base, code: code('refused'), cause: 'not-started', actual: 'it refuses connections', hint }];
  }
  if (UNAUTHORISED.test(facts.error) || speaks) {
    const hint = `are the credentials of this deployment the right ones? ${type}`;
    return [{ ...base, code: code('unauthorised'), cause: 'unauthorised', actual: facts.said, hint }];
  }
  if (UNREACHABLE.test(facts.error)) {
    const hint = `can ${facts.address} be reached from here? ${type}`;
    return [{ ...base, code: code('refused'), cause: 'unreachable', actual: `no connection (${facts.error})`, hint }];
  }
  if (SLOW.test(facts.error)) {
    const hint = `${called} accepts connections and does not answer: is it paused, or stuck? ${type}`;
    return [{ ...base, code: code('failed'), cause: 'slow', actual: 'no answer in time', hint }];
  }
  return [{ ...base, code: code('failed'), cause: 'erroring', actual: `${facts.said} (${facts.error})`, hint: type }];
}
