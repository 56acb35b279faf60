import type { IncomingMessage } from 'node:http';
import type { EventEnvelope } from '../kernel/events.js';
import { defineFault, type FeedClient, type UpgradeVerdict } from './define.js';

const HOUR_MS = 3_600_000;

const stranger = {
  id: '00000000-0000-4000-8000-000000020099',
  email: 'stranger@nowhere.example',
  name: 'A stranger',
  role: 'teacher',
  schoolId: '00000000-0000-4000-8000-000000019999',
} as const;

const admitted = (): UpgradeVerdict => ({
  accepted: true,
  user: stranger,
  expiresAt: new Date(Date.now() + HOUR_MS),
});

const hasToken = ({ headers }: IncomingMessage): boolean =>
  headers.authorization !== undefined || (headers['sec-websocket-protocol'] ?? '').includes('jwt.');

const typeOf = (message: object): unknown => ('type' in message ? message.type : undefined);
const eventTypeOf = (message: object): string =>
  'event' in message && typeof message.event === 'object' && message.event !== null && 'event_type' in message.event
    ? String(message.event.event_type)
    : '';

const without = (type: string) => (message: object) => (typeOf(message) === type ? [] : [message]);

/** Per client, the event that is held back, and how many there were. */
const held = new WeakMap<FeedClient, { count: number; message: object | undefined }>();

/** Lets the first event of a client through, and then each second one before the one before it. */
function disordered(message: object, client: FeedClient): readonly object[] {
  if (typeOf(message) !== 'event') return [message];
  const state = held.get(client) ?? { count: 0, message: undefined };
  held.set(client, state);
  state.count += 1;
  if (state.count === 1) return [message];
  const before = state.message;
  state.message = before === undefined ? message : undefined;
  return before === undefined ? [] : [message, before];
}

/** Longer than anybody waits for a notification. */
const LATE_MS = 5_000;

const carriesEvent = (message: object): message is { readonly event: EventEnvelope } =>
  'event' in message && typeof message.event === 'object';

/** Per client, the events whose time has come. */
const due = new WeakMap<FeedClient, WeakSet<EventEnvelope>>();

/** Sends each event when nobody waits for it any more. */
function belated(message: object, client: FeedClient): readonly object[] {
  if (!carriesEvent(message)) return [message];
  const { event } = message;
  const ofClient = due.get(client) ?? new WeakSet();
  due.set(client, ofClient);
  if (ofClient.has(event)) return [message];
  const deliver = (): void => {
    ofClient.add(event);
    client.deliver(event);
  };
  setTimeout(deliver, LATE_MS).unref();
  return [];
}

const deliveries = [
  'notifications > what a member does is notified within its budget',
  'notifications > nothing of another tenant arrives',
  'notifications > many notifications arrive in order',
  'notifications > after a reconnect new notifications arrive',
  'reached services > an event reaches another service under the same correlation id',
];

/** What can become of notifications. */
export default [
  defineFault({
    name: 'feed-open-to-all',
    title: 'the feed takes connections without a token',
    expects: ['notifications > a connection without a token is refused'],
    because: 'saw "accepted"',
    edge: {
      service: 'notifier',
      upgrade: (verdict, request) => (verdict.accepted || hasToken(request) ? verdict : admitted()),
    },
  }),
  defineFault({
    name: 'feed-takes-any-token',
    title: 'the feed takes connections with a token that nobody signed',
    expects: ['notifications > a connection with a bad token is refused'],
    because: 'saw "accepted"',
    edge: {
      service: 'notifier',
      upgrade: (verdict, request) =>
        !verdict.accepted && verdict.status === 401 && hasToken(request) ? admitted() : verdict,
    },
  }),
  defineFault({
    name: 'feed-open-to-any-page',
    title: 'any page in a browser may open the feed',
    expects: ['notifications > a foreign origin is refused'],
    because: 'saw "accepted"',
    edge: {
      service: 'notifier',
      upgrade: (verdict) => (!verdict.accepted && verdict.status === 403 ? admitted() : verdict),
    },
  }),
  defineFault({
    name: 'feed-never-ready',
    title: 'the feed never says that it is ready',
    expects: ['notifications > the feed says that it is ready', 'notifications > a ping is answered', ...deliveries],
    because: 'that it is ready',
    edge: { service: 'notifier', outgoing: without('welcome') },
  }),
  defineFault({
    name: 'pings-unanswered',
    title: 'pings are not answered',
    expects: ['notifications > a ping is answered'],
    because: 'the answer to ping',
    edge: { service: 'notifier', outgoing: without('pong') },
  }),
  defineFault({
    name: 'notifications-lost',
    title: 'the feed says "subscribed" and delivers nothing',
    expects: deliveries,
    because: 'the notification of ',
    edge: { service: 'notifier', outgoing: without('event') },
  }),
  defineFault({
    name: 'notifications-late',
    title: 'notifications arrive, seconds after their time',
    expects: deliveries,
    because: 'the notification of .*: not within',
    edge: { service: 'notifier', outgoing: belated },
  }),
  defineFault({
    name: 'notifications-leaked',
    title: 'schools are told what happens in other schools',
    expects: ['notifications > nothing of another tenant arrives'],
    because: 'saw ',
    edge: { service: 'notifier', audience: () => true },
  }),
  defineFault({
    name: 'notifications-out-of-order',
    title: 'notifications overtake one another',
    expects: ['notifications > many notifications arrive in order'],
    because: 'the notification of |saw number \\d+ of 10 before number',
    edge: { service: 'notifier', outgoing: disordered },
  }),
  defineFault({
    name: 'progress-untold',
    title: 'nobody is told how an assessment is going',
    expects: ['result page > a result follows its progress live and equals the API'],
    because: 'the tally, as the work goes on|the progress of the work|the result: expected visible',
    edge: {
      service: 'notifier',
      outgoing: (message) => (eventTypeOf(message).startsWith('assessment.') ? [] : [message]),
    },
  }),
];
