import { setTimeout as delay } from 'node:timers/promises';
import { KEPT_SECONDS, channelOf, type EventEnvelope, readEnvelope } from './events.js';
import type { Redis } from './redis.js';

export interface Retries {
  /** How often a failed event is tried again. */
  readonly times: number;
  /** Before the first retry; each wait after it is twice as long. */
  readonly baseMs: number;
}

export interface HandlerOptions {
  /** Who handles: each name gets every event, once. */
  readonly name: string;
  /** Such as `content.uploaded`, or `*` for all. */
  readonly types: readonly string[];
  readonly redis: Redis;
  /** A connection of its own, from `createSubscriber`. */
  readonly subscriber: Redis;
  readonly retries: Retries;
  /** Must bear to see an event again that it saw before the process died. */
  readonly handle: (event: EventEnvelope) => Promise<void> | void;
  readonly report: (problem: Error) => void;
}

/** An event that no retry could save, under `dlq:<channel>`. */
export interface DeadLetter {
  readonly handler: string;
  readonly event: EventEnvelope;
  readonly reason: string;
  /** When each attempt began. */
  readonly attempts: readonly string[];
}

/**
 * Handles every event of some types, also those that were published while nobody listened: their copies are read at
 * every connection, and what has been handled bears a mark. What fails is tried again, and in the end laid aside.
 */
export function handleEvents(options: HandlerOptions): { close(): void } {
  const { redis, subscriber, types, report } = options;
  const closing = new AbortController();
  const underWay = new Set<string>();

  async function take(event: EventEnvelope, isKnownNew: boolean): Promise<void> {
    if (underWay.has(event.event_id)) return;
    underWay.add(event.event_id);
    try {
      if (isKnownNew || !(await redis.exists(markOf(options.name, event)))) {
        await settle(event, options, closing.signal);
      }
    } catch (error) {
      // It has no mark, so the next connection takes it up again.
      if (!closing.signal.aborted) report(problem(`${event.event_type} was not settled`, error));
    } finally {
      underWay.delete(event.event_id);
    }
  }

  async function catchUp(): Promise<void> {
    const missed = (await Promise.all(types.map((type) => keptEvents(redis, type, report)))).flat();
    for (const event of missed.toSorted(byTime)) {
      if (!closing.signal.aborted) void take(event, false);
    }
  }

  subscriber.on('pmessage', (_pattern: string, _channel: string, text: string) => {
    const event = readEnvelope(text);
    if (event instanceof Error) report(event);
    else void take(event, true);
  });
  // At every connection, because Redis may come up after us, or come back.
  subscriber.on('ready', () => {
    subscriber
      .psubscribe(...types.map(channelOf))
      .then(catchUp)
      .catch((error: unknown) => closing.signal.aborted || report(problem('missed events were not read', error)));
  });
  return { close: () => closing.abort() };
}

/** Tries until it works or the retries are used up; either way the event is settled for good. */
async function settle(event: EventEnvelope, options: HandlerOptions, signal: AbortSignal): Promise<void> {
  const { name, redis, report } = options;
  const mark = [markOf(name, event), '1', 'EX', KEPT_SECONDS] as const;
  const failed = await failureOf(event, options, signal);
  if (failed === undefined) {
    await redis.set(...mark);
    return;
  }
  const letter: DeadLetter = { handler: name, event, ...failed };
  const place = `dlq:${channelOf(event.event_type)}`;
  const laidAside = redis.multi().rpush(place, JSON.stringify(letter)).expire(place, KEPT_SECONDS);
  await laidAside.set(...mark).exec();
  report(new Error(`${event.event_type} is a dead letter: ${failed.reason}`));
}

/** Why an event could not be handled, and when that was tried; undefined once it has been. */
async function failureOf(
  event: EventEnvelope,
  { handle, retries }: HandlerOptions,
  signal: AbortSignal,
): Promise<Pick<DeadLetter, 'reason' | 'attempts'> | undefined> {
  const attempts: string[] = [];
  for (;;) {
    attempts.push(new Date().toISOString());
    try {
      await handle(event);
      return undefined;
    } catch (error) {
      if (attempts.length > retries.times) return { reason: reasonOf(error), attempts };
    }
    await delay(retries.baseMs * 2 ** (attempts.length - 1), undefined, { signal });
  }
}

async function keptEvents(redis: Redis, type: string, report: (problem: Error) => void): Promise<EventEnvelope[]> {
  const events: EventEnvelope[] = [];
  for await (const keys of redis.scanStream({ match: `${channelOf(type)}:*`, count: 1_000 })) {
    const texts = Array.isArray(keys) && keys.length > 0 ? await redis.mget(keys.map(String)) : [];
    for (const text of texts) {
      const event = text === null ? undefined : readEnvelope(text);
      if (event instanceof Error) report(event);
      else if (event) events.push(event);
    }
  }
  return events;
}

const markOf = (handler: string, { event_id }: EventEnvelope): string => `handled:${handler}:${event_id}`;
const byTime = (one: EventEnvelope, other: EventEnvelope): number => one.timestamp.localeCompare(other.timestamp);
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
const problem = (message: string, cause: unknown): Error => new Error(`${message}: ${reasonOf(cause)}`, { cause });
