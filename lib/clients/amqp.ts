import { isIP, Socket } from 'node:net';
import type { Connection } from 'rabbitmq-client';
import { bareHost } from '../probes/socket.js';
import { watchSocket } from '../probes/watched-socket.js';
import type { DirectOptions } from './database.js';
import { tlsOf } from './dispatcher.js';

/** Longer than any check: a connection that is lost stays lost, and is seen to be. */
const NEVER_MS = 3_600_000;

/**
 * Opens a connection to a RabbitMQ server, once and in time. Throws what kept it from opening, and `RefusedError` without the
 * grant `direct`. What it comes to later is told to `failed`.
 */
export async function openAmqp(
  url: URL,
  { guard, access, timeout }: DirectOptions,
  failed: (error: Error) => void = () => undefined,
): Promise<Connection> {
  guard.need('direct', `connecting to ${url.host}`);
  // Imported when it is used: a command that asks no broker would pay for it otherwise.
  const { Connection: Client } = await import('rabbitmq-client');
  const host = bareHost(url.hostname);
  const client = new Client({
    url: url.href,
    ...(url.protocol === 'amqps:' && { tls: { ...tlsOf(access), ...(isIP(host) === 0 && { servername: host }) } }),
    socket: { host, port: Number(url.port || (url.protocol === 'amqps:' ? 5671 : 5672)), lookup: guard.lookup },
    connectionName: 'firstlight',
    connectionTimeout: timeout,
    acquireTimeout: timeout,
    retryLow: NEVER_MS,
    retryHigh: NEVER_MS,
  });
  const socket = socketOf(client);
  const endWatch = watchSocket(() => socket, timeout);
  try {
    await new Promise<void>((settle, reject) => {
      client.once('connection', settle);
      client.once('error', reject);
    });
  } catch (error) {
    client.unsafeDestroy();
    throw error;
  } finally {
    endWatch();
  }
  client.on('error', failed);
  return client;
}

/** The largest piece that is read at once, in bytes: what is sent in frames is cut into far smaller ones. */
const MOST = 1024 * 1024;

/**
 * The socket of a client, which shows it to nobody; it ends when its other end does not speak AMQP: the client believes whatever size
 * a frame says that it has.
 */
function socketOf(client: Connection): Socket | undefined {
  const socket: unknown = Reflect.get(client, '_socket');
  if (!(socket instanceof Socket)) return undefined;
  const read = socket.read.bind(socket);
  const readLittle = (size?: number): unknown => {
    if (size === undefined || size <= MOST) return read(size);
    socket.destroy(new Error('what answers does not speak AMQP'));
    return null;
  };
  return Object.assign(socket, { read: readLittle });
}
