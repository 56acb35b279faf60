import pg from 'pg';
import { attempt, type Line } from './line.js';

/** Where dead letters are laid aside. */
export const DEAD_LETTERS = 'shop.dead_letters';

/** LISTEN and NOTIFY; dead letters in a table. */
export async function postgresLine(url: string): Promise<Line> {
  const pool = new pg.Pool({ connectionString: url, max: 4, connectionTimeoutMillis: 1_000 });
  pool.on('error', () => undefined);
  await pool.query('create schema if not exists shop');
  await pool.query(`create table if not exists ${DEAD_LETTERS} (message text, reason text, attempts text[])`);
  const listeners: pg.Client[] = [];
  let tellsReason = true;
  return {
    publish: async (channel, text) => void (await pool.query('select pg_notify($1, $2)', [channel, text])),
    handle: async (channel, handler) => {
      const client = new pg.Client(url);
      client.on('error', () => undefined);
      listeners.push(client);
      await client.connect();
      const take = async (text: string): Promise<void> => {
        const failure = await attempt(() => handler(text));
        if (failure === undefined) return;
        const letter = [text, tellsReason ? failure.reason : null, failure.attempts];
        await pool.query(`insert into ${DEAD_LETTERS} (message, reason, attempts) values ($1, $2, $3)`, letter);
      };
      client.on('notification', ({ payload = '' }) => void take(payload).catch(() => undefined));
      await client.query(`listen "${channel}"`);
    },
    flaw: { title: 'nobody knows why a letter is dead', because: /the reason in the dead letter/ },
    breakHandling: async () => {
      tellsReason = false;
    },
    ping: () => pool.query('select 1'),
    close: async () => {
      await Promise.allSettled([...listeners.map((client) => client.end()), pool.end()]);
    },
  };
}
