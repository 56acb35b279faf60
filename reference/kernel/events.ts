import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { eventEdge } from './edge.js';
import { reaching } from './errors.js';
import type { Redis } from './redis.js';

export const eventEnvelope = z.object({
  event_id: z.uuid(),
  event_type: z.string(),
  version: z.literal(1),
  timestamp: z.iso.datetime(),
  correlation_id: z.string(),
  school_id: z.uuid(),
  data: z.record(z.string(), z.unknown()),
});
export type EventEnvelope = z.infer<typeof eventEnvelope>;

export interface NewEvent {
  readonly type: string;
  readonly schoolId: string;
  readonly correlationId: string;
  readonly data: Record<string, unknown>;
}

/** For how long a copy of each event, and what became of it, can be read. */
export const KEPT_SECONDS = 7 * 24 * 60 * 60;

/** Announces an event on `events:<type>` and keeps a copy under `events:<type>:<id>` for seven days. */
export async function publish(redis: Redis, event: NewEvent): Promise<EventEnvelope> {
  const envelope: EventEnvelope = {
    event_id: randomUUID(),
    event_type: event.type,
    version: 1,
    timestamp: new Date().toISOString(),
    correlation_id: event.correlationId,
    school_id: event.schoolId,
    data: event.data,
  };
  const channel = channelOf(event.type);
  for (const announced of eventEdge({ event: envelope, seconds: KEPT_SECONDS })) {
    const text = JSON.stringify(announced.event);
    const copy = [`${channel}:${envelope.event_id}`, text, 'EX', announced.seconds] as const;
    await reaching('redis', () =>
      redis
        .multi()
        .set(...copy)
        .publish(channel, text)
        .exec(),
    );
  }
  return envelope;
}

/** The channel of a type of events; of all of them for `*`. */
export const channelOf = (type: string): string => `events:${type}`;

export function readEnvelope(text: string): EventEnvelope | Error {
  try {
    return eventEnvelope.parse(JSON.parse(text));
  } catch (error) {
    return new Error('A message on the event channel is not an event.', { cause: error });
  }
}
