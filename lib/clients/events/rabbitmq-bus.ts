import type { Channel, Connection } from 'rabbitmq-client';
import { openAmqp } from '../amqp.js';
import type { BusOptions, EventBus, Member } from './bus.js';
import { Mailbox } from './mailbox.js';
import { findInQueue, textOf } from './rabbitmq-letters.js';

/** How long a queue of ours outlives everybody who uses it, in milliseconds, should nobody remove it. */
const EXPIRES = 600_000;

/** Events over RabbitMQ: a channel is an exchange, a subscriber a queue of its own, a group a queue that several read. */
export async function openRabbitmqBus(url: URL, options: BusOptions): Promise<EventBus> {
  const opened: Connection[] = [];
  const open = async (failed?: (error: Error) => void): Promise<Connection> => {
    const one = await openAmqp(url, options, failed);
    opened.push(one);
    return one;
  };
  const connection = await open();
  const publisher = connection.createPublisher({ confirm: true });

  async function consume(
    queueOn: (channel: Channel) => Promise<string>,
    { isShared }: { readonly isShared: boolean },
  ): Promise<Member> {
    const mail = new Mailbox();
    const own = await open(mail.fail);
    const channel = await own.acquire();
    const queue = await queueOn(channel);
    if (isShared) await channel.basicQos({ prefetchCount: 10 });
    const { consumerTag } = await channel.basicConsume({ queue, noAck: !isShared }, (message) => {
      mail.take(textOf(message.body));
      if (isShared) channel.basicAck(message);
    });
    return {
      mail,
      cut: () => {
        own.unsafeDestroy();
        mail.fail(new Error('the connection is closed'));
        return () => consume(async () => queue, { isShared });
      },
      leave: async () => {
        await channel.basicCancel({ consumerTag });
        return () => channel.basicQos({ prefetchCount: 10 });
      },
    };
  }

  return {
    channel: async () => {
      options.guard.need('writes', 'declaring an exchange');
      const exchange = options.own('exchange');
      await connection.exchangeDeclare({ exchange, type: 'fanout' });
      return exchange;
    },
    publish: async (channel, text) => {
      options.guard.need('writes', `publishing to ${channel}`);
      await publisher.send({ ...placeOf(channel, ''), durable: true }, text);
    },
    subscribe: (channel) =>
      consume(
        async (own) => {
          const { queue } = await own.queueDeclare({ queue: '', exclusive: true, autoDelete: true });
          await own.queueBind({ queue, ...placeOf(channel, '#') });
          return queue;
        },
        { isShared: false },
      ),
    groups: {
      make: async (channel) => {
        options.guard.need('writes', 'declaring a queue');
        const queue = options.own('queue');
        await connection.queueDeclare({ queue, durable: true, arguments: { 'x-expires': EXPIRES } });
        await connection.queueBind({ queue, ...placeOf(channel, '#') });
        return queue;
      },
      join: (_channel, group) => consume(async () => group, { isShared: true }),
    },
    letters: async (at) => ({ find: (id) => findInQueue(connection, at, id) }),
    close: async () => {
      for (const each of opened) each.unsafeDestroy();
    },
  };
}

/** Reads `exchange/routing.key`. */
function placeOf(channel: string, otherwise: string): { exchange: string; routingKey: string } {
  const slash = channel.indexOf('/');
  return slash < 0
    ? { exchange: channel, routingKey: otherwise }
    : { exchange: channel.slice(0, slash), routingKey: channel.slice(slash + 1) };
}
