import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DependencyUnavailableError } from '../../../kernel/errors.js';
import { type Courier, createCourier } from './courier.js';
import type { Delivery, Recipient } from './outbox.js';

const SECRET = 'whsec_made-up';
const recipient: Recipient = { webhookId: 'webhook-1', schoolId: 'school-1' };

/** What came to the one who listens, and how often the same had come before. */
interface Got {
  readonly id: string;
  readonly signature: string;
  readonly body: string;
}

const got: Got[] = [];
let answer: (body: string, times: number) => number;
let server: Server;
let url: string;
const couriers: Courier[] = [];

beforeEach(async () => {
  got.length = 0;
  answer = () => 204;
  server = createServer(async (request, response) => {
    const { 'x-delivery-id': id, 'x-signature': signature } = request.headers;
    const body = await text(request);
    got.push({ id: String(id), signature: String(signature), body });
    response.writeHead(answer(body, got.filter((each) => each.body === body).length)).end();
  });
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
});

afterEach(async () => {
  for (const courier of couriers.splice(0)) await courier.close();
  server.closeAllConnections();
  server.close();
});

const bodies = (): string[] => got.map(({ body }) => body);

describe('the courier', () => {
  test('delivers one after the other, signed, and each until it is accepted', async () => {
    const { courier, outbox } = assembled('first', 'second');
    answer = (body, times) => (body === 'first' && times < 3 ? 500 : 204);
    courier.serve(recipient);
    await vi.waitFor(() => expect(outbox.waiting).toEqual([]));

    expect(bodies()).toEqual(['first', 'first', 'first', 'second']);
    expect(got.map(({ id }) => id)).toEqual(['delivery-1', 'delivery-1', 'delivery-1', 'delivery-2']);
    for (const { signature, body } of got) {
      const [, seconds = '', digest] = /^t=(\d+),v1=(\w+)$/.exec(signature) ?? [];
      expect(Math.abs(Date.now() / 1_000 - Number(seconds))).toBeLessThan(5);
      expect(digest).toBe(createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex'));
    }
  });

  test('gives a webhook up after so many attempts', async () => {
    const { courier, outbox } = assembled('first', 'second');
    answer = () => 500;
    courier.serve(recipient);
    await vi.waitFor(() => expect(outbox.disable).toHaveBeenCalledOnce());

    expect(bodies()).toEqual(['first', 'first', 'first', 'first']);
  });

  test('takes up what an earlier process left, and what is laid ready meanwhile', async () => {
    const { courier, outbox } = assembled('first');
    answer = (body) => {
      if (body === 'first') {
        outbox.waiting.push(delivery('second', 2));
        courier.serve(recipient);
      }
      return 204;
    };
    courier.resume();
    await vi.waitFor(() => expect(bodies()).toEqual(['first', 'second']));
  });

  test('waits out a database that is away', async () => {
    const { courier, outbox } = assembled('first');
    outbox.next.mockRejectedValueOnce(new DependencyUnavailableError('postgres', new Error('refused')));
    courier.serve(recipient);
    await vi.waitFor(() => expect(bodies()).toEqual(['first']), 2_000);
  });
});

const delivery = (body: string, number: number): Delivery => ({
  id: `delivery-${number}`,
  url,
  secret: SECRET,
  body,
  attempts: 0,
});

/** A courier whose outbox is kept in memory. */
function assembled(...waitingBodies: readonly string[]) {
  const waiting = waitingBodies.map((body, place) => delivery(body, place + 1));
  const outbox = {
    waiting,
    unfinished: () => Promise.resolve([recipient]),
    next: vi.fn(() => Promise.resolve(waiting[0])),
    delivered: vi.fn(() => Promise.resolve(void waiting.shift())),
    failed: vi.fn(() => {
      const [first] = waiting;
      if (first) waiting[0] = { ...first, attempts: first.attempts + 1 };
      return Promise.resolve();
    }),
    disable: vi.fn(() => Promise.resolve(void waiting.splice(0))),
  };
  const courier = createCourier({ outbox, log: pino({ level: 'silent' }), attempts: 4, baseMs: 5 });
  couriers.push(courier);
  return { courier, outbox };
}
