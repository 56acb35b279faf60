import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { serve, type Served } from '../target-folder.js';
import { CHANNELS, type Line } from './lines/line.js';

interface Order {
  readonly id: string;
  readonly name: string;
  readonly correlationId: string;
}

/** A platform of two services at one origin: one takes orders and tells of them, the other hears of them, and does jobs. */
export async function openShop(line: Line): Promise<Served> {
  const orders = new Map<string, Order>();
  const heardOf = new Map<string, Order>();
  await line.handle(CHANNELS.orders, async (text) => {
    const order: Order = JSON.parse(text);
    heardOf.set(order.id, order);
  });
  await line.handle(CHANNELS.jobs, async (text) => {
    const job: { amount?: number } = JSON.parse(text);
    if (job.amount === undefined) throw new Error('the job has no amount');
  });

  const answer = async (request: IncomingMessage): Promise<readonly [status: number, body: unknown]> => {
    const [, kind = '', id = ''] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (kind === 'healthz') return health(line);
    if (kind === 'login') return [200, { token: 'of-the-member' }];
    if (kind === 'me') return request.headers.authorization === 'Bearer of-the-member' ? [200, {}] : [401, {}];
    if (kind === 'heard') return heardOf.has(id) ? [200, heardOf.get(id)] : [404, {}];
    if (kind === 'orders' && request.method === 'POST') {
      const { name }: { name: string } = JSON.parse(await bodyOf(request));
      const order = { id: randomUUID(), name, correlationId: String(request.headers['x-correlation-id']) };
      orders.set(order.id, order);
      await line.publish(CHANNELS.orders, JSON.stringify(order));
      return [201, order];
    }
    if (kind === 'orders' && request.method === 'DELETE') return orders.delete(id) ? [204, undefined] : [404, {}];
    if (kind === 'orders' && id !== '') return orders.has(id) ? [200, orders.get(id)] : [404, {}];
    return kind === 'orders' ? [200, { items: [...orders.values()], total: orders.size }] : [404, {}];
  };

  return serve((request, response) => {
    answer(request).then(
      ([status, body]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(body && JSON.stringify(body)),
      (error: unknown) => response.writeHead(500).end(JSON.stringify({ error: String(error) })),
    );
  });
}

async function health(line: Line): Promise<readonly [status: number, body: unknown]> {
  const late = new Promise<never>((_settle, reject) => setTimeout(() => reject(new Error('late')), 1_000).unref());
  const alive = await Promise.race([line.ping(), late]).then(
    () => true,
    () => false,
  );
  return alive ? [200, { status: 'ok' }] : [503, { status: 'unhealthy', checks: { broker: { status: 'down' } } }];
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}
