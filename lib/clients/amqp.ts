import { isIP } from 'node:net';
import type { Connection } from 'rabbitmq-client';
import { bareHost } from '../probes/socket.js';
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
  try {
    await new Promise<void>((settle, reject) => {
      client.once('connection', settle);
      client.once('error', reject);
    });
  } catch (error) {
    client.unsafeDestroy();
    throw error;
  }
  client.on('error', failed);
  return client;
}
