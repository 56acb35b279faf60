import { isIP } from 'node:net';
import type { Redis, RedisOptions } from 'ioredis';
import { judgeCommand } from '../guard/command.js';
import { bareHost } from '../probes/socket.js';
import type { Target } from '../target/target.js';
import type { DirectOptions } from './database.js';
import { tlsOf } from './dispatcher.js';

/** One connection to a Redis or Valkey server. Without `writes` it sends nothing but commands that read. */
export class KeyStore {
  readonly #client: Redis;
  readonly #guard: DirectOptions['guard'];

  private constructor(client: Redis, guard: DirectOptions['guard']) {
    this.#client = client;
    this.#guard = guard;
  }

  /** Connects. Throws `RefusedError` without the grant `direct`. */
  static async open(url: URL, { guard, access, timeout }: DirectOptions): Promise<KeyStore> {
    guard.need('direct', `connecting to ${url.host}`);
    // Imported when it is used: a command that asks no such server would pay for it otherwise.
    const { Redis } = await import('ioredis');
    const client = new Redis(keyStoreAccess(url, access, timeout));
    // A server that dies under us would otherwise end this process; what it was asked tells.
    client.on('error', () => undefined);
    await client.connect();
    return new KeyStore(client, guard);
  }

  /** Sends one command. Throws `RefusedError` when it may change something and the run may not. */
  async send(name: string, ...args: readonly string[]): Promise<unknown> {
    this.#guard.allow(judgeCommand(name, this.#guard.permit));
    return this.#client.call(name, ...args);
  }

  close(): void {
    this.#client.disconnect();
  }
}

/** How a Redis server is reached, and for how long it is tried: once. */
export function keyStoreAccess(url: URL, access: Target['access'], timeout: number): RedisOptions {
  const host = bareHost(url.hostname);
  const names = isIP(host) === 0 ? { servername: host } : {};
  return {
    host,
    port: Number(url.port || 6379),
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' ? { tls: { ...tlsOf(access), ...names } } : {}),
    lazyConnect: true,
    connectTimeout: timeout,
    commandTimeout: timeout,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  };
}
