import { defineFault, type DoorHooks, type Passed, type Said } from './define.js';

const events = (...titles: readonly string[]): readonly string[] => titles.map((title) => `events > ${title}`);
const REACHING = 'reached services > an event reaches another service under the same correlation id';
const platform = (...titles: readonly string[]): readonly string[] =>
  titles.map((title) => `platform events > ${title}`);
const FAILING = 'failing handlers > what a handler fails on is tried again as stated, then laid aside with its reason';

/** Longer than a check waits for an event, and shorter than a client waits for an answer. */
const LATE_MS = 1_300;

const is = (words: readonly string[], name: string): boolean => words[0]?.toLowerCase() === name;

/** Lets each second event of a busy connection overtake the one before. */
function overtaking(): DoorHooks {
  const busy = new Map<number, { count: number; held: string | undefined }>();
  return {
    reply: ({ frame, isPush, connection }) => {
      if (!isPush) return [{ frame }];
      const seen = busy.get(connection) ?? { count: 0, held: undefined };
      busy.set(connection, seen);
      seen.count += 1;
      // So few that only who gets many is harmed.
      if (seen.count <= 20) return [{ frame }];
      const { held } = seen;
      seen.held = held === undefined ? frame : undefined;
      return held === undefined ? [] : [{ frame }, { frame: held }];
    },
  };
}

/** Tells only the first of those who listen to a channel. */
function favouring(): DoorHooks {
  const first = new Map<string, number>();
  return {
    command: (words, connection) => {
      const [, channel = ''] = words;
      if (is(words, 'subscribe') && !first.has(channel)) first.set(channel, connection);
      return words;
    },
    reply: ({ frame, isPush, connection }) => {
      const channel = frame.split('\r\n')[4] ?? '';
      // Channels of the platform have several subscribers that know nothing of each other.
      const isOfRun = channel.startsWith('smoke-');
      return isPush && isOfRun && first.get(channel) !== connection ? [] : [{ frame }];
    },
  };
}

/** The group and the stream that a command of a group is about. */
const groupOf = (words: readonly string[]): readonly [group: string, stream: string] =>
  is(words, 'xack') ? [words[2] ?? '', words[1] ?? ''] : [words[2] ?? '', words.at(-2) ?? ''];

/** Gives the second member of a group a group of its own. */
function dividing(): DoorHooks {
  const members = new Map<string, number>();
  const own = new Map<number, string>();
  return {
    before: (words, connection) => {
      if (!is(words, 'xreadgroup')) return [];
      const [group, stream] = groupOf(words);
      const member = members.get(group) ?? connection;
      members.set(group, member);
      if (member === connection || own.has(connection)) return [];
      own.set(connection, `${group}-2`);
      return [['XGROUP', 'CREATE', stream, `${group}-2`, '$']];
    },
    command: (words, connection) => {
      const [group] = groupOf(words);
      const other = own.get(connection);
      const isOfGroup = is(words, 'xreadgroup') || is(words, 'xack');
      return isOfGroup && other !== undefined ? words.map((word) => (word === group ? other : word)) : words;
    },
    closed: (connection) => {
      for (const [group, member] of members) if (member === connection) members.delete(group);
    },
  };
}

/** Begins anew for each who joins a group. */
function forgetting(): DoorHooks {
  const known = new Set<number>();
  return {
    before: (words, connection) => {
      if (!is(words, 'xreadgroup') || known.has(connection)) return [];
      known.add(connection);
      return [['XGROUP', 'SETID', words.at(-2) ?? '', words[2] ?? '', '$']];
    },
  };
}

type Reply = NonNullable<DoorHooks['reply']>;

const pushes =
  (change: (frame: string) => Passed): Reply =>
  ({ frame, isPush }) =>
    isPush ? [change(frame)] : [{ frame }];

const answersTo =
  (name: string, change: (frame: string) => Passed): Reply =>
  ({ frame, words }: Said) =>
    is(words, name) ? [change(frame)] : [{ frame }];

const SUBSCRIBING = events(
  'an event is received within its budget, as it was sent',
  'a hundred events arrive in order, each once',
  'every subscriber gets every event',
  'nothing arrives after the end of a subscription',
  'a large event, and one beyond ASCII, arrive as they were',
);

/** What can become of events: on their way through Redis, and in those who publish and handle them. */
export default [
  defineFault({
    name: 'event-connections-slow',
    title: 'the broker lets nobody in for a while',
    expects: events('a connection is ready within its budget'),
    because: 'milliseconds: expected < 1000, saw 1[0-9]{3}',
    door: () => ({ reply: answersTo('auth', (frame) => ({ frame, after: LATE_MS })) }),
  }),
  defineFault({
    name: 'events-late',
    title: 'events arrive, more than a second after their time',
    expects: SUBSCRIBING,
    because: 'not within 1000 ms; nothing came|not within 1000 ms; asked',
    door: () => ({ reply: pushes((frame) => ({ frame, after: LATE_MS })) }),
  }),
  defineFault({
    name: 'events-out-of-order',
    title: 'events overtake one another',
    expects: events('a hundred events arrive in order, each once'),
    because: 'saw number 22 of 100 before number 21',
    door: overtaking,
  }),
  defineFault({
    name: 'events-to-the-first-only',
    title: 'of several subscribers only the first is told',
    expects: events('every subscriber gets every event', 'nothing arrives after the end of a subscription'),
    because: 'at subscriber \\d of 3: not within|at the subscriber who stayed: not within|before the end: not within',
    door: favouring,
  }),
  defineFault({
    name: 'groups-divided',
    title: 'each member of a group gets all of its events',
    expects: events('a group shares its events, so that each goes to one'),
    because: 'events that came at both: expected 0',
    door: dividing,
  }),
  defineFault({
    name: 'subscriptions-endless',
    title: 'who unsubscribes is told on',
    expects: events('nothing arrives after the end of a subscription'),
    because: 'what came at the subscriber who left',
    door: () => ({
      answer: (words) =>
        is(words, 'unsubscribe')
          ? `*3\r\n$11\r\nunsubscribe\r\n$${words[1]?.length}\r\n${words[1]}\r\n:1\r\n`
          : undefined,
    }),
  }),
  defineFault({
    name: 'events-mangled',
    title: 'whatever is not ASCII becomes a question mark in events',
    expects: events('a large event, and one beyond ASCII, arrive as they were'),
    because: 'the event beyond ASCII',
    door: () => ({ reply: pushes((frame) => ({ frame: frame.replaceAll(/[\x80-\xff]/g, '?') })) }),
  }),
  defineFault({
    name: 'groups-forgetful',
    title: 'a group forgets what came while nobody of it was there',
    expects: events('what was published while a connection was cut is not lost'),
    because: 'the events of the time away: not within',
    door: forgetting,
  }),
  defineFault({
    name: 'history-empty',
    title: 'streams show nothing of what they were given',
    expects: events('what was published before anybody listened can be read'),
    because: 'saw all but number 1 of 5 and 4 more',
    door: () => ({ reply: answersTo('xrange', () => ({ frame: '*0\r\n' })) }),
  }),
  defineFault({
    name: 'uploads-unannounced',
    title: 'nobody is told of uploads',
    expects: platform(
      'what is done through the API is published within its budget',
      'an event bears the correlation id of its request',
      'a copy of an event is kept for as long as stated',
    ).concat(REACHING),
    because: 'the (?:event|notification) of \\S+: not within',
    edge: { service: 'content', announced: () => [] },
  }),
  defineFault({
    name: 'events-uncorrelated',
    title: 'events bear an id that no request has',
    expects: platform('an event bears the correlation id of its request').concat(REACHING),
    because: 'saw "?made-up',
    edge: {
      service: 'content',
      announced: ({ event, seconds }) => [{ event: { ...event, correlation_id: 'made-up' }, seconds }],
    },
  }),
  defineFault({
    name: 'copies-gone-early',
    title: 'copies of events are kept for an hour',
    expects: platform('a copy of an event is kept for as long as stated'),
    because: 'seconds for which .* is kept: expected > \\d+, saw 3[56]\\d\\d',
    edge: { service: 'content', announced: ({ event }) => [{ event, seconds: 3_600 }] },
  }),
  defineFault({
    name: 'handlers-give-up-early',
    title: 'a handler that fails is tried again once only',
    expects: [FAILING],
    because: 'attempts: the first, and each retry: expected 4, saw 2',
    restart: { service: 'notifier', env: { RETRY_TIMES: '1' } },
  }),
  defineFault({
    name: 'retries-without-pause',
    title: 'a handler that fails is tried again at once',
    expects: [FAILING],
    because: 'milliseconds before retry 1: expected >= 95, saw \\d{1,2}\\b',
    restart: { service: 'notifier', env: { RETRY_BASE_MS: '1' } },
  }),
  defineFault({
    name: 'dead-letters-lost',
    title: 'what a handler gives up is laid aside nowhere',
    expects: [FAILING],
    because: 'laid aside at dlq:\\S+: not within',
    store: {
      apply: async ({ redis }) => void (await redis.call('ACL', 'SETUSER', 'default', '-rpush')),
      revert: async ({ redis }) => void (await redis.call('ACL', 'SETUSER', 'default', '+rpush')),
    },
  }),
  defineFault({
    name: 'dead-letters-unreasoned',
    title: 'nobody can tell why a dead letter was laid aside',
    expects: [FAILING],
    because: 'the reason in the dead letter',
    door: () => ({
      reply: answersTo('lrange', (frame) => ({
        frame: frame.replaceAll(
          /"reason":"([^"]*)"/g,
          (_all, reason: string) => `"reason":"${' '.repeat(reason.length)}"`,
        ),
      })),
    }),
  }),
];
