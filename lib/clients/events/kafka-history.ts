import type { Admin, Kafka } from 'kafkajs';
import { channelParts, PATIENCE } from './kafka-channel.js';

interface Reader {
  readonly kafka: Kafka;
  readonly admin: Admin;
  /** A group that nobody else is in. */
  readonly group: string;
}

/** Everything that a topic holds of a channel, from its first event to what is now its last. */
export async function historyOf({ kafka, admin, group }: Reader, channel: string): Promise<readonly string[]> {
  const { topic, key } = channelParts(channel);
  const ends = await admin.fetchTopicOffsets(topic);
  const open = new Map(
    ends.filter(({ high, low }) => Number(high) > Number(low)).map(({ partition, high }) => [partition, Number(high)]),
  );
  const texts: string[] = [];
  if (open.size === 0) return texts;
  const consumer = kafka.consumer({ groupId: group, ...PATIENCE, allowAutoTopicCreation: false });
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await new Promise<void>((settle, reject) => {
      consumer.on('consumer.crash', ({ payload: { error } }) => reject(error));
      consumer
        .run({
          autoCommit: false,
          eachMessage: async ({ partition, message }) => {
            if (key === '' || message.key?.toString() === key) texts.push(message.value?.toString() ?? '');
            if (Number(message.offset) + 1 >= (open.get(partition) ?? 0)) open.delete(partition);
            if (open.size === 0) settle();
          },
        })
        .catch(reject);
    });
  } finally {
    void consumer.disconnect().catch(() => undefined);
  }
  return texts;
}
