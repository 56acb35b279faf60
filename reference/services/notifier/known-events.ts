import * as z from 'zod';
import type { EventEnvelope } from '../../kernel/events.js';

/** What pages and programs that follow the feed rely on, by the first part of an event's type. */
const known: Readonly<Record<string, z.ZodType>> = {
  content: z.object({ essayId: z.uuid(), title: z.string(), ownerId: z.uuid() }),
  assessment: z.object({ assessmentId: z.uuid(), title: z.string() }),
};

/** Gives an event back that may be told; throws for one whose data lacks what everybody relies on. */
export function checked(event: EventEnvelope): EventEnvelope {
  const [subject = ''] = event.event_type.split('.');
  const parsed = known[subject]?.safeParse(event.data);
  if (parsed?.success === false) {
    const fields = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new Error(`The data of ${event.event_type} is not complete: ${fields}.`);
  }
  return event;
}
