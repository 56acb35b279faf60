import type { PoolClient } from 'pg';
import type { Database } from '../../../kernel/database.js';
import type { EventEnvelope } from '../../../kernel/events.js';
import { findUnfinished } from '../../../kernel/waiting-out.js';

/** A webhook that has something to deliver. */
export interface Recipient {
  readonly webhookId: string;
  readonly schoolId: string;
}

export interface Delivery {
  readonly id: string;
  readonly url: string;
  readonly secret: string;
  readonly body: string;
  /** How often it has been tried. */
  readonly attempts: number;
}

/** Lays an event ready for every webhook that wants it, once; gives those webhooks. */
export async function layReady(client: PoolClient, event: EventEnvelope): Promise<Recipient[]> {
  const { rows } = await client.query<Recipient>(
    `INSERT INTO account.deliveries (webhook_id, school_id, event_id, body)
     SELECT id, school_id, $1, $2 FROM account.webhooks WHERE $3 = ANY (event_types) AND disabled_at IS NULL
     ORDER BY id ON CONFLICT (webhook_id, event_id) DO NOTHING
     RETURNING webhook_id AS "webhookId", school_id AS "schoolId"`,
    [event.event_id, JSON.stringify(event), event.event_type],
  );
  return rows;
}

/** What waits to be delivered. */
export function outboxIn(database: Database) {
  return {
    /** The webhooks, of all schools, for which an earlier process has left something. */
    unfinished: (): Promise<Recipient[]> =>
      findUnfinished(database, async (client) => {
        const { rows } = await client.query<Recipient>(
          `SELECT DISTINCT webhook_id AS "webhookId", school_id AS "schoolId" FROM account.deliveries
           WHERE delivered_at IS NULL`,
        );
        return rows;
      }),

    /** The oldest that a webhook has not got; undefined when there is none, or the webhook is gone or disabled. */
    next: ({ webhookId, schoolId }: Recipient): Promise<Delivery | undefined> =>
      database.withTenant(schoolId, async (client) => {
        const { rows } = await client.query<Delivery>(
          `SELECT delivery.id, url, secret, body, attempts FROM account.deliveries AS delivery
           JOIN account.webhooks AS webhook ON webhook.id = webhook_id
           WHERE webhook_id = $1 AND delivered_at IS NULL AND disabled_at IS NULL ORDER BY place LIMIT 1`,
          [webhookId],
        );
        return rows[0];
      }),

    delivered: ({ schoolId }: Recipient, id: string): Promise<void> =>
      database.withTenant(schoolId, async (client) => {
        await client.query(
          'UPDATE account.deliveries SET delivered_at = now(), attempts = attempts + 1 WHERE id = $1',
          [id],
        );
      }),

    failed: ({ schoolId }: Recipient, id: string): Promise<void> =>
      database.withTenant(schoolId, async (client) => {
        await client.query('UPDATE account.deliveries SET attempts = attempts + 1 WHERE id = $1', [id]);
      }),

    /** Gives a webhook up that nobody answers for, with all that waits for it. */
    disable: ({ webhookId, schoolId }: Recipient): Promise<void> =>
      database.withTenant(schoolId, async (client) => {
        await client.query('UPDATE account.webhooks SET disabled_at = now() WHERE id = $1', [webhookId]);
        await client.query('DELETE FROM account.deliveries WHERE webhook_id = $1 AND delivered_at IS NULL', [
          webhookId,
        ]);
      }),
  };
}

export type Outbox = ReturnType<typeof outboxIn>;
