import { createHmac } from 'node:crypto';
import type { Delivery } from './outbox.js';

/** One attempt to deliver, as it is sent. */
export interface DeliveryRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What is sent for a delivery at some moment. The signature is of the moment and the body, so that whoever keeps a
 * request can neither change it nor send it again much later; the id stays the same in every attempt.
 */
export function requestFor({ id, url, secret, body }: Delivery, now: Date): DeliveryRequest {
  const seconds = Math.floor(now.getTime() / 1_000);
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return {
    url,
    body,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-delivery-id': id,
      'x-signature': `t=${seconds},v1=${signature}`,
    },
  };
}
