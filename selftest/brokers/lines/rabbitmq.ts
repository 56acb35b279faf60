import { once } from 'node:events';
import { type AsyncMessage, Connection } from 'rabbitmq-client';
import { CHANNELS, type Line, RETRIES } from './line.js';

const retryQueue = (channel: string, retry: number): string => `${channel}.retry.${retry}`;

/** Fanout exchanges; retries wait in queues that send back what has been there for its time; what is refused goes to an exchange of dead letters. */
export async function rabbitmqLine(url: string): Promise<Line> {
  const rabbit = new Connection({ url, connectionTimeout: 2_000, acquireTimeout: 1_000 });
  rabbit.on('error', () => undefined);
  const publisher = rabbit.createPublisher({ confirm: true });
  for (const channel of Object.values(CHANNELS)) await rabbit.exchangeDeclare({ exchange: channel, type: 'fanout' });
  await rabbit.queueDeclare({ queue: CHANNELS.dead });
  await rabbit.queueBind({ queue: CHANNELS.dead, exchange: CHANNELS.dead });
  return {
    publish: (channel, text) => publisher.send({ exchange: channel, routingKey: '' }, text),
    handle: async (channel, handler) => {
      const queue = `${channel}.shop`;
      const dead = { 'x-dead-letter-exchange': CHANNELS.dead };
      await rabbit.queueDeclare({ queue, arguments: dead });
      await rabbit.queueBind({ queue, exchange: channel });
      for (let retry = 0; retry < RETRIES.times; retry += 1) {
        const back = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': queue };
        const args = { ...back, 'x-message-ttl': RETRIES.base * 2 ** retry };
        await rabbit.queueDeclare({ queue: retryQueue(channel, retry), arguments: args });
      }
      const take = async ({ body, headers }: AsyncMessage): Promise<void> => {
        const text = Buffer.isBuffer(body) ? body.toString() : String(body);
        try {
          await handler(text);
        } catch (error) {
          const retry = Number(headers?.['x-retries'] ?? 0);
          if (retry >= RETRIES.times) throw error;
          const reason = error instanceof Error ? error.message : String(error);
          const told = { ...headers, 'x-retries': retry + 1, 'x-reason': reason };
          await publisher.send({ routingKey: retryQueue(channel, retry), headers: told }, text);
        }
      };
      const consumer = rabbit.createConsumer({ queue, queueOptions: { arguments: dead }, requeue: false }, take);
      consumer.on('error', () => undefined);
      await once(consumer, 'ready');
    },
    flaw: { title: 'the exchange of dead letters is missing', because: /laid aside at jobs\.dead: not within/ },
    breakHandling: async () => rabbit.exchangeDelete({ exchange: CHANNELS.dead }),
    ping: async () => {
      const channel = await rabbit.acquire();
      await channel.close();
    },
    close: async () => rabbit.unsafeDestroy(),
  };
}
