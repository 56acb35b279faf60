import type { Redis } from 'ioredis';
import type { BusOptions, Groups, Member, Subscription } from './bus.js';
import { Mailbox } from './mailbox.js';

interface StreamOptions extends BusOptions {
  readonly open: () => Promise<Redis>;
  /** The field of an entry that holds the event. */
  readonly field: string;
}

/** An entry as Redis answers it: its id, and names and values in turn. */
type Entry = readonly [id: string, fields: readonly string[]];

/** Who does not ask any more is sent nothing. */
const NOTHING_MORE = async (): Promise<void> => undefined;

/** How long a reader waits at the server for news, in milliseconds. */
const BLOCK = 500;

/** Streams: what is added stays, and groups share it (https://redis.io/docs/latest/develop/data-types/streams/). */
export function redisStreams(redis: Redis, options: StreamOptions) {
  const { open, field, guard } = options;
  const textOf = ([, fields]: Entry): string => {
    const place = fields.findIndex((name, index) => index % 2 === 0 && name === field);
    return fields[place + 1] ?? '';
  };
  const groups: Groups = {
    make: async (channel) => {
      guard.need('writes', `making a group of ${channel}`);
      const group = options.name();
      await redis.xgroup('CREATE', channel, group, '$', 'MKSTREAM');
      return group;
    },
    join: async (channel, group): Promise<Member> => {
      const reader = await open();
      const consumer = options.name();
      const member = follow(async (mail) => {
        for (const entry of entriesIn(
          await reader.xreadgroup('GROUP', group, consumer, 'COUNT', 10, 'BLOCK', BLOCK, 'STREAMS', channel, '>'),
        )) {
          mail.take(textOf(entry));
          await reader.xack(channel, group, entry[0]);
        }
      });
      const cut = (): (() => Promise<Subscription>) => {
        reader.stream.destroy();
        return () => groups.join(channel, group);
      };
      return { ...member, cut };
    },
  };
  return {
    groups,
    add: async (channel: string, text: string) => void (await redis.xadd(channel, '*', field, text)),
    history: async (channel: string) => (await redis.xrange(channel, '-', '+')).map(textOf),
    /** Reads what is added from now on. */
    read: async (channel: string): Promise<Subscription> => {
      const reader = await open();
      let [[last] = ['0-0']] = await reader.xrevrange(channel, '+', '-', 'COUNT', 1);
      return follow(async (mail) => {
        for (const entry of entriesIn(await reader.xread('BLOCK', BLOCK, 'STREAMS', channel, last))) {
          [last] = entry;
          mail.take(textOf(entry));
        }
      });
    },
  };
}

/** Reads again and again until it is told to stop, or the connection ends. */
function follow(read: (mail: Mailbox) => Promise<void>): Subscription {
  const mail = new Mailbox();
  const ending = new AbortController();
  const reading = (async () => {
    while (!ending.signal.aborted) await read(mail);
  })().catch((error: unknown) => mail.fail(error instanceof Error ? error : new Error(String(error))));
  return {
    mail,
    leave: async () => {
      ending.abort();
      await reading;
      return NOTHING_MORE;
    },
  };
}

const entriesIn = (answer: unknown): readonly Entry[] =>
  Array.isArray(answer) ? answer.flatMap(([, entries]: [string, Entry[]]) => entries) : [];
