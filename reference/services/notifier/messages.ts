import * as z from 'zod';
import type { EventEnvelope } from '../../kernel/events.js';

const filter = z.string().regex(/^(\*|[a-z]+\.(\*|[a-z]+))$/, 'must be like *, assessment.* or assessment.finished');

export const clientMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('subscribe'), filter }),
  z.object({ type: z.literal('ping'), id: z.union([z.string().max(128), z.number()]) }),
]);
export type ClientMessage = z.infer<typeof clientMessage>;

export type ServerMessage =
  | { readonly type: 'welcome'; readonly sessionId: string }
  | { readonly type: 'subscribed'; readonly filter: string }
  | { readonly type: 'event'; readonly event: EventEnvelope }
  | { readonly type: 'pong'; readonly id: string | number }
  | { readonly type: 'error'; readonly error: { readonly code: string; readonly message: string } };

const EXPECTED = 'A message is like {"type":"subscribe","filter":"assessment.*"} or {"type":"ping","id":"1"}.';

/** Reads what a client sent; anything else than a message gives the problem to answer with. */
export function readMessage(text: string): ClientMessage | ServerMessage {
  const parsed = clientMessage.safeParse(fromJson(text));
  return parsed.success ? parsed.data : problem('bad_message', EXPECTED);
}

export function problem(code: string, message: string): ServerMessage {
  return { type: 'error', error: { code, message } };
}

/** Tells whether an event's type is one that the filter lets through. */
export function matches(wanted: string, eventType: string): boolean {
  return wanted === '*' || (wanted.endsWith('.*') ? eventType.startsWith(wanted.slice(0, -1)) : eventType === wanted);
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
