import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { inHeader, signedWithTime } from '../target/capabilities.js';
import type { Json } from '../target/json.js';
import { Mailbox } from './listener.js';
import { RegisteredWebhook } from './registered.js';

const SECRET = 'made-up-secret';
const SIGNED_AT = new Date('2026-01-01T12:00:00Z');

const declared = {
  subject: (body: Json) => body['order']?.['id'],
  signature: signedWithTime('x-signature'),
  deliveryId: inHeader('x-id'),
  budget: 40,
  retriesWithin: 10,
};

function registered(): { webhook: RegisteredWebhook; deliver: (order: string, delivery: string) => Promise<number> } {
  const mailbox = new Mailbox(new URL('http://127.0.0.1/hook'));
  const webhook = new RegisteredWebhook('1', SECRET, mailbox, declared);
  const deliver = (order: string, delivery: string): Promise<number> => {
    const json = { order: { id: order } };
    const body = Buffer.from(JSON.stringify(json));
    const seconds = SIGNED_AT.getTime() / 1_000;
    const digest = createHmac('sha256', SECRET).update(`${seconds}.`).update(body).digest('hex');
    const headers = new Headers({ 'x-id': delivery, 'x-signature': `t=${seconds},v1=${digest}` });
    return mailbox.take({ headers, body, json: JSON.parse(body.toString()), at: SIGNED_AT });
  };
  return { webhook, deliver };
}

const orders = [{ id: 'a' }, { id: 'b' }] as const;

test('deliveries are told apart by what they are about, and strangers among them are no matter', async () => {
  const { webhook, deliver } = registered();
  for (const order of ['b', 'stranger', 'a', 'b']) await deliver(order, order);

  expect(webhook.placesOf(orders)).toEqual([2, 1, 2]);
  expect(webhook.about(orders[1])).toHaveLength(2);
});

test('the first attempt about each is refused, and does not count as told', async () => {
  const { webhook, deliver } = registered();
  webhook.refuseFirst();

  expect([await deliver('a', '1'), await deliver('b', '2'), await deliver('a', '1')]).toEqual([500, 500, 200]);

  expect(webhook.placesOf(orders)).toEqual([1]);
  await expect(webhook.toldOfAll([orders[0]])).resolves.toBeUndefined();
  await expect(webhook.toldOfAll(orders)).rejects.toThrow('a delivery about a, b: not within 50 ms');
});

test('a delivery is genuine as it came, and not after a change', async () => {
  const { webhook, deliver } = registered();
  await deliver('a', '1');

  expect(webhook.isGenuine(orders[0])).toEqual({ asItCame: true, changed: false });
  expect(() => webhook.isGenuine(orders[1])).toThrow('nothing has come about b');
});

test('one receiver sees all that is asked about, another one begins anew', async () => {
  const { webhook, deliver } = registered();
  await deliver('a', '1');
  await deliver('a', '1');

  expect(webhook.receptionsOf(webhook.about(orders[0]))).toEqual(['accepted', 'seen before']);
  expect(webhook.receptionsOf(webhook.about(orders[0]), 10)).toEqual(['too old', 'too old']);
});
