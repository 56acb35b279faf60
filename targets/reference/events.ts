import { redisEvents } from '../../lib/target/capabilities.js';
import { textOf } from '../../lib/target/json.js';

/** An event without the data that the notifier relies on, of no school. */
const incompleteEvent = (id: string) => ({
  event_id: id,
  event_type: 'assessment.progress',
  version: 1,
  timestamp: new Date().toISOString(),
  correlation_id: `smoke-${id}`,
  school_id: '00000000-0000-4000-8000-000000000000',
  data: {},
});

/** Events over Redis, with a copy of each for those who were away. */
export const events = redisEvents({
  service: 'redis',
  streams: true,
  copies: {
    key: (event) => `events:${textOf(event['event_type'])}:${textOf(event['event_id'])}`,
    ttl: 7 * 24 * 60 * 60,
  },
  caused: {
    by: 'upload',
    channel: 'events:content.uploaded',
    idOf: (event) => event['data']?.['essayId'],
    correlationIdOf: (event) => event['correlation_id'],
    reaches: {
      service: 'notifier',
      at: 'notifications',
      correlationIdOf: (message) => message['event']?.['correlation_id'],
    },
  },
  failing: {
    service: 'notifier',
    channel: 'events:assessment.progress',
    message: incompleteEvent,
    retries: { times: 3, base: 100 },
    deadLetters: {
      at: 'dlq:events:assessment.progress',
      reasonOf: (letter) => letter['reason'],
      attemptsOf: (letter) => letter['attempts'],
    },
  },
});
