import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Consumer, Kafka } from 'kafkajs';
import type { KafkaEvents } from '../../target/presets/events.js';
import { type KafkaCluster, kafkaClient } from '../kafka.js';
import type { BusOptions, EventBus, Member } from './bus.js';
import { channelParts, PATIENCE } from './kafka-channel.js';
import { historyOf } from './kafka-history.js';
import { letterFrom } from './letter.js';
import { Mailbox } from './mailbox.js';

/** How long an end may take; a broker that is gone does not answer it. */
const FAREWELL = 1_000;

/** Events over Kafka: a subscriber is a group of its own, a group several consumers of one. */
export async function openKafkaBus(service: KafkaCluster, events: KafkaEvents, options: BusOptions): Promise<EventBus> {
  const { guard } = options;
  const kafka = await kafkaClient(service, options);
  const [producer, admin] = [kafka.producer({ allowAutoTopicCreation: false }), kafka.admin()];
  await Promise.all([producer.connect(), admin.connect()]);
  const ending: Array<() => Promise<void>> = [() => producer.disconnect(), () => admin.disconnect()];

  async function consume(channel: string, groupId: string, isGroup: boolean): Promise<Member> {
    const sockets = new Set<Socket>();
    const own = await kafkaClient(service, options, { connected: (socket) => void sockets.add(socket) });
    const mail = new Mailbox();
    const consumer = await follow(own, channel, groupId, isGroup, mail);
    ending.push(() => consumer.disconnect());
    const member: Member = {
      mail,
      // The consumer finds its way back by itself: a member that is gone holds a group up for as long as its session.
      cut: () => {
        for (const socket of sockets) socket.destroy(new Error('the connection is cut'));
        return async () => member;
      },
      leave: async () => {
        await consumer.stop();
        // Who does not fetch any more is sent nothing.
        return async () => undefined;
      },
    };
    return member;
  }

  return {
    channel: async () => {
      guard.need('writes', 'creating a topic');
      if (events.topic !== undefined) return `${events.topic}#${options.name()}`;
      const topic = options.own('topic');
      await admin.createTopics({ topics: [{ topic, numPartitions: 1 }], waitForLeaders: true });
      return topic;
    },
    publish: async (channel, text) => {
      guard.need('writes', `publishing to ${channel}`);
      const { topic, key } = channelParts(channel);
      await producer.send({ topic, messages: [{ key: key === '' ? null : key, value: text }] });
    },
    subscribe: (channel) => consume(channel, options.name(), false),
    groups: {
      make: async () => options.own('group'),
      join: (channel, group) => consume(channel, group, true),
    },
    history: (channel) => historyOf({ kafka, admin, group: options.name() }, channel),
    letters: async (at) => {
      const { mail } = await consume(at, options.name(), false);
      return {
        find: async (id) => {
          const found = mail.received.find(
            ({ text, headers }) => text.includes(id) || JSON.stringify(headers).includes(id),
          );
          return found && letterFrom(found.text, found.headers);
        },
      };
    },
    close: async () => {
      await Promise.all(ending.map((end) => soon(end())));
    },
  };
}

/** Begins to consume, and comes back once the first fetch has been answered: from then on nothing is missed. */
async function follow(
  kafka: Kafka,
  channel: string,
  groupId: string,
  commits: boolean,
  mail: Mailbox,
): Promise<Consumer> {
  const { topic, key } = channelParts(channel);
  const consumer = kafka.consumer({
    groupId,
    ...PATIENCE,
    retry: { retries: 5, initialRetryTime: 100 },
    allowAutoTopicCreation: false,
  });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: false });
  const listening = new Promise<void>((settle, reject) => {
    let hasJoined = false;
    consumer.on('consumer.group_join', () => (hasJoined = true));
    consumer.on('consumer.fetch', () => hasJoined && settle());
    consumer.on('consumer.crash', ({ payload: { error, restart } }) => {
      if (restart) return;
      mail.fail(error);
      reject(error);
    });
  });
  await consumer.run({
    autoCommit: commits,
    ...(commits && { autoCommitThreshold: 1 }),
    eachMessage: async ({ message }) => {
      if (key !== '' && message.key?.toString() !== key) return;
      mail.take(message.value?.toString() ?? '', headersOf(message.headers));
    },
  });
  await listening;
  return consumer;
}

const headersOf = (headers: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

/** Waits for an end, but not for ever. */
const soon = (end: Promise<void>): Promise<void> =>
  Promise.race([end.catch(() => undefined), pause(FAREWELL, undefined, { ref: false })]);
