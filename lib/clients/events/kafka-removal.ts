import type { DirectOptions } from '../database.js';
import { type KafkaCluster, kafkaClient } from '../kafka.js';

/** What brokers answer to the removal of what is not there. */
const GONE = ['UNKNOWN_TOPIC_OR_PARTITION', 'GROUP_ID_NOT_FOUND'];

/** Removes a topic or a group by its name, if it is there. */
export async function removeFromKafka(
  service: KafkaCluster,
  options: DirectOptions,
  name: string,
  kind: 'topic' | 'group',
): Promise<void> {
  const admin = (await kafkaClient(service, options)).admin();
  try {
    await admin.connect();
    if (kind === 'group') await admin.deleteGroups([name]);
    else await admin.deleteTopics({ topics: [name] });
  } catch (error) {
    if (!isHarmless(error)) throw error;
  } finally {
    await admin.disconnect();
  }
}

/** A broker that knows no such request forgets an empty group by itself. */
function isHarmless(error: unknown): boolean {
  const text =
    error instanceof Error ? `${error.name} ${'type' in error ? String(error.type) : ''} ${JSON.stringify(error)}` : '';
  return GONE.some((type) => text.includes(type)) || text.includes('KafkaJSServerDoesNotSupportApiKey');
}
