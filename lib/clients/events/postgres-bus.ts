import { Socket } from 'node:net';
import pg from 'pg';
import { Database, databaseAccess, pinned } from '../database.js';
import type { BusOptions, EventBus } from './bus.js';
import { Mailbox } from './mailbox.js';
import { findRow } from './postgres-letters.js';

/** Events over LISTEN and NOTIFY: who is away is told nothing, and nothing is kept. */
export async function openPostgresBus(url: URL, options: BusOptions): Promise<EventBus> {
  const { guard, access, timeout } = options;
  const database = await Database.open(url, options);
  const ending: Array<() => Promise<void>> = [() => database.close()];

  async function listener(mail: Mailbox): Promise<pg.Client> {
    const client = new pg.Client({
      ...databaseAccess(url, access),
      stream: () => pinned(new Socket(), guard),
      connectionTimeoutMillis: timeout,
      query_timeout: timeout,
      application_name: 'firstlight',
    });
    client.on('error', mail.fail);
    client.on('notification', ({ payload = '' }) => mail.take(payload));
    await client.connect();
    ending.push(() => client.end());
    return client;
  }

  return {
    channel: async () => options.name(),
    publish: async (channel, text) => void (await database.query('select pg_notify($1, $2)', [channel, text])),
    subscribe: async (channel) => {
      const mail = new Mailbox();
      const client = await listener(mail);
      const name = client.escapeIdentifier(channel);
      await client.query(`listen ${name}`);
      const leave = async (): Promise<() => Promise<unknown>> => {
        await client.query(`unlisten ${name}`);
        return () => client.query('select 1');
      };
      return { mail, leave };
    },
    letters: async (at) => ({
      find: (id) => findRow(database, at, id),
    }),
    close: async () => {
      for (const end of ending) await end().catch(() => undefined);
    },
  };
}
