import { type Consumer, Kafka, logLevel } from 'kafkajs';
import { attempt, CHANNELS, type Line, RETRIES } from './line.js';

/** Topics, a group for each handler; dead letters on a topic of their own, with the reason in a header. */
export async function kafkaLine(broker: string): Promise<Line> {
  const kafka = new Kafka({
    clientId: 'shop',
    brokers: [broker],
    logLevel: logLevel.NOTHING,
    connectionTimeout: 1_000,
    requestTimeout: 1_000,
    retry: { retries: 1, initialRetryTime: 50 },
  });
  const [producer, admin] = [kafka.producer(), kafka.admin()];
  const consumers: Consumer[] = [];
  let retries = RETRIES;
  await Promise.all([producer.connect(), admin.connect()]);
  // The first message makes a topic.
  for (const topic of [...Object.values(CHANNELS), 'smoke'])
    await producer.send({ topic, messages: [{ value: '{}' }] });
  return {
    publish: async (topic, text) => void (await producer.send({ topic, messages: [{ value: text }] })),
    handle: async (topic, handler) => {
      const consumer = kafka.consumer({ groupId: `${topic}.shop`, maxWaitTimeInMs: 50 });
      consumers.push(consumer);
      await consumer.connect();
      await consumer.subscribe({ topic });
      const joined = new Promise((settle) => consumer.on('consumer.group_join', settle));
      await consumer.run({
        eachMessage: async ({ message }) => {
          const text = message.value?.toString() ?? '';
          const failure = await attempt(() => handler(text), retries);
          if (failure === undefined) return;
          const headers = { reason: failure.reason, attempts: failure.attempts.join() };
          await producer.send({ topic: CHANNELS.dead, messages: [{ value: text, headers }] });
        },
      });
      await joined;
    },
    flaw: { title: 'a handler gives up early', because: /attempts: the first, and each retry: expected 4, saw 2/ },
    breakHandling: async () => {
      retries = { ...retries, times: 1 };
    },
    ping: () => admin.describeCluster(),
    close: async () => {
      await Promise.allSettled([producer, admin, ...consumers].map((each) => each.disconnect()));
    },
  };
}
