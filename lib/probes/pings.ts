import { Socket } from 'node:net';
import { openAmqp } from '../clients/amqp.js';
import { databaseAccess, pinned } from '../clients/database.js';
import { kafkaClient } from '../clients/kafka.js';
import { keyStoreAccess } from '../clients/key-store.js';
import { signed } from '../clients/s3-signature.js';
import { bucketAddress, storeKeysOf } from '../target/bucket.js';
import type { DataService, PingOptions } from './ping.js';
import { watchSocket } from './watched-socket.js';

// Each client is imported only when it is used: together they would cost a quick command more than its work.

/** Asks PostgreSQL for its version, by a query. */
export async function pingPostgres(url: URL, { access, http, timeout }: PingOptions): Promise<string> {
  const { default: pg } = await import('pg');
  const socket = new Socket();
  const client = new pg.Client({
    ...databaseAccess(url, access),
    stream: () => pinned(socket, http.guard),
    connectionTimeoutMillis: timeout,
    query_timeout: timeout,
    application_name: 'firstlight',
  });
  // A server that dies under us would otherwise end this process.
  client.on('error', () => undefined);
  const endWatch = watchSocket(() => socket, timeout);
  try {
    await client.connect();
    await client.query("select current_setting('server_version')");
    return 'answers a query';
  } finally {
    endWatch();
    // Not awaited: a server that hangs would make us hang.
    void client.end().catch(() => undefined);
  }
}

/** Asks Redis for a PONG. */
export async function pingRedis(url: URL, { access, timeout }: PingOptions): Promise<string> {
  const { Redis } = await import('ioredis');
  const client = new Redis(keyStoreAccess(url, access, timeout));
  // What it throws is that the connection is closed; the event says why.
  let cause: Error | undefined;
  client.on('error', (error: Error) => (cause ??= error));
  const endWatch = watchSocket(() => client.stream, timeout);
  try {
    await client.connect();
    return `answers ${await client.ping()}`;
  } catch (error) {
    throw cause ?? error;
  } finally {
    endWatch();
    client.disconnect();
  }
}

/** Asks RabbitMQ for a channel. */
export async function pingAmqp(url: URL, { access, http, timeout }: PingOptions): Promise<string> {
  const connection = await openAmqp(url, { guard: http.guard, access, timeout });
  try {
    await connection.acquire();
    return 'opens a channel';
  } finally {
    connection.unsafeDestroy();
  }
}

/** Asks Kafka what its cluster is made of, which takes a broker that knows it. */
export async function pingKafka(
  service: Extract<DataService, { kind: 'kafka' }>,
  { access, http, timeout }: PingOptions,
): Promise<string> {
  let last: Socket | undefined;
  const connected = (socket: Socket): void => void (last = socket);
  const options = { guard: http.guard, access, timeout };
  const admin = (await kafkaClient(service, options, { connected, retries: 0 })).admin();
  const endWatch = watchSocket(() => last, timeout);
  try {
    await admin.connect();
    const { brokers } = await admin.describeCluster();
    return `describes ${brokers.length} brokers`;
  } finally {
    endWatch();
    last?.destroy();
    // Not awaited: a broker that hangs would make us hang.
    void admin.disconnect().catch(() => undefined);
  }
}

type S3Service = Extract<DataService, { kind: 's3' }>;

class RefusedError extends Error {
  constructor(readonly code: string) {
    super(`it answers ${code.replace('HTTP_', '')}`);
  }
}

/** Asks an object store whether its bucket is there and ours (HeadBucket); without keys, only whether it serves. */
export async function pingS3(service: S3Service, url: URL, { http, timeout }: PingOptions): Promise<string> {
  const bucket = bucketAddress(url, service);
  const keys = storeKeysOf(service);
  const headers = keys === undefined ? {} : await signed(keys, { method: 'HEAD', url: bucket });
  const { status } = await http.ask(bucket, { method: 'HEAD', headers, timeout });
  if (status >= 200 && status < 300) return 'knows the bucket';
  if (keys === undefined && status < 500) return 'serves';
  throw new RefusedError(`HTTP_${status}`);
}
