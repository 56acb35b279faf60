import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { type Delivered, inHeader, signedBody, signedWithTime } from '../target/capabilities.js';
import { Receiver } from './receiver.js';

const SECRET = 'made-up-secret';
const SIGNED_AT = new Date('2026-01-01T12:00:00Z');
const webhooks = { signature: signedWithTime('x-signature'), deliveryId: inHeader('x-id') };

function delivery(id: string | undefined, secret = SECRET): Delivered {
  const seconds = SIGNED_AT.getTime() / 1_000;
  const signature = createHmac('sha256', secret).update(`${seconds}.{}`).digest('hex');
  const headers = new Headers({
    'x-signature': `t=${seconds},v1=${signature}`,
    ...(id !== undefined && { 'x-id': id }),
  });
  return { headers, body: Buffer.from('{}') };
}

const minutesLater = (minutes: number): Date => new Date(SIGNED_AT.getTime() + minutes * 60_000);

test('a delivery is accepted once, and another one after it', () => {
  const receiver = new Receiver(webhooks, SECRET);

  expect(receiver.receive(delivery('1'), minutesLater(1))).toBe('accepted');
  expect(receiver.receive(delivery('1'), minutesLater(2))).toBe('seen before');
  expect(receiver.receive(delivery('2'), minutesLater(2))).toBe('accepted');
});

// prettier-ignore
test.each([
  ['a strange signature', delivery('1', 'another-secret'), 1, 'not signed by us'],
  ['an old time', delivery('1'), 6, 'too old'],
  ['a time that is still to come', delivery('1'), -6, 'too old'],
  ['no id', delivery(undefined), 1, 'without an id'],
  ['an empty id', delivery(''), 1, 'without an id'],
] as const)('what has %s is not accepted, now or later', (_what, given, minutes, reception) => {
  const receiver = new Receiver(webhooks, SECRET);

  expect(receiver.receive(given, minutesLater(minutes))).toBe(reception);
  expect(receiver.receive(given, minutesLater(minutes))).toBe(reception);
});

test('a signature that tells no time cannot be told from its replay', () => {
  const signature = createHmac('sha256', SECRET).update('{}').digest('hex');
  const receiver = new Receiver({ ...webhooks, signature: signedBody('x-signature') }, SECRET);

  expect(
    receiver.receive({ headers: new Headers({ 'x-signature': signature }), body: Buffer.from('{}') }, SIGNED_AT),
  ).toBe('without a time');
});
