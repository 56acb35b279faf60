import type { Database } from '../../kernel/database.js';
import type { EventEnvelope } from '../../kernel/events.js';
import { count } from './usage/ledger.js';
import type { Courier } from './webhooks/courier.js';
import { layReady } from './webhooks/outbox.js';

/**
 * Handles events: counts what they tell of, and lays them ready for webhooks, in one transaction, so that neither
 * happens twice. One after the other, since webhooks are promised what happens in its order.
 */
export function bookkeeperOf(database: Database, courier: Courier): (event: EventEnvelope) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (event) => {
    const booked = last.then(() => book(event));
    last = booked.catch(() => undefined);
    return booked;
  };

  async function book(event: EventEnvelope): Promise<void> {
    const recipients = await database.withTenant(event.school_id, async (client) => {
      await count(client, event);
      return layReady(client, event);
    });
    for (const recipient of recipients) courier.serve(recipient);
  }
}
