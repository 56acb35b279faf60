import type { Json } from '../json.js';
import type { Act } from './act.js';
import type { Provided } from './provided.js';
import { bearer } from './sign-in.js';

/** Where on the upgrade a WebSocket carries its token. */
export type SocketAuthentication = (token: string) => {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly protocols?: readonly string[];
  readonly firstMessage?: unknown;
};

/** `Sec-WebSocket-Protocol: <others>, <prefix>.<token>`. */
export const bySubprotocol =
  (prefix: string, ...others: readonly string[]): SocketAuthentication =>
  (token) => ({ protocols: [...others, `${prefix}.${token}`] });
/** `?token=<token>`. */
export const byQuery =
  (name = 'token'): SocketAuthentication =>
  (token) => ({ query: { [name]: token } });
/** A header of the upgrade; a bearer by default. */
export const byUpgradeHeader =
  (authorize: (token: string) => Readonly<Record<string, string>> = bearer()): SocketAuthentication =>
  (token) => ({ headers: authorize(token) });
/** The first message after the connection is open. */
export const byFirstMessage =
  (message: (token: string) => unknown): SocketAuthentication =>
  (token) => ({ firstMessage: message(token) });

/** How a feed turns somebody away: a status on the upgrade, or a close code after it. */
export type SocketRefusal = { readonly status: number } | { readonly closeCode: number };

/** The topic of a notification, and the id of what was done that it carries. */
export interface Announcement {
  /** Not needed where nothing is subscribed to. */
  readonly topic?: string;
  readonly idOf: (message: Json) => unknown;
}

export interface WebSocketFeedOptions extends Provided {
  /** A path at the target's origin, or a whole `ws(s)` address. */
  readonly url: string;
  readonly authenticate: SocketAuthentication;
  /** Subprotocols that every connection offers, with a token or without, before those of `authenticate`: `graphql-transport-ws`. */
  readonly protocols?: readonly string[];
  /** The first message of the server that means: I am listening. Without it the open socket is. */
  readonly isReady?: (message: Json) => boolean;
  /** The message that asks for a topic, and the one that acknowledges it, where there are such. */
  readonly subscribe?: (topic: string) => unknown;
  readonly isSubscribed?: (message: Json) => boolean;
  /** What is published when somebody uploads a document. */
  readonly onUpload?: Announcement;
  /** What is published when somebody does something else, such as creating an item of `{ resource: 'orders' }`. */
  readonly onAct?: Announcement & { readonly act: Act };
  /** An application-level ping; without it the protocol's own is used. */
  readonly ping?: {
    readonly message: (id: string) => unknown;
    readonly isPong: (message: Json, id: string) => boolean;
  };
  readonly refusal: SocketRefusal;
  /** What is said first without a token, where a server waits for a word, and how that is refused; as a bad token is by default. */
  readonly nobody?: { readonly firstMessage?: unknown; readonly refusal?: SocketRefusal };
  /** A foreign Origin, and how it is refused. */
  readonly foreignOrigin?: { readonly origin: string; readonly refusal: SocketRefusal };
  /** Milliseconds from the trigger's answer to the notification; 2,000 by default. */
  readonly budget?: number;
}

export interface WebSocketFeed extends Omit<WebSocketFeedOptions, 'onUpload' | 'onAct'> {
  readonly kind: 'web-socket-feed' | 'event-stream-feed';
  readonly budget: number;
  /** What is done so that something is published. */
  readonly announced?: Announcement & { readonly act: Act };
}

const announcedIn = (
  onUpload: WebSocketFeedOptions['onUpload'] | undefined,
  onAct: WebSocketFeedOptions['onAct'] | undefined,
): Pick<WebSocketFeed, 'announced'> => {
  const announced = onAct ?? (onUpload && { ...onUpload, act: 'upload' as const });
  return announced === undefined ? {} : { announced };
};

/** A feed of notifications over a WebSocket. */
export const webSocketFeed = ({ onUpload, onAct, ...options }: WebSocketFeedOptions): WebSocketFeed => ({
  kind: 'web-socket-feed',
  budget: 2_000,
  ...options,
  ...announcedIn(onUpload, onAct),
});

/** What one says of an event stream: it only listens, to all that it is sent. */
export type EventStreamFeedOptions = Omit<
  WebSocketFeedOptions,
  'subscribe' | 'isSubscribed' | 'ping' | 'protocols' | 'nobody'
>;

/** A feed of notifications over an event stream (Server-Sent Events); each message is `{ event, id, data }`. */
export const eventStreamFeed = ({ onUpload, onAct, ...options }: EventStreamFeedOptions): WebSocketFeed => ({
  kind: 'event-stream-feed',
  budget: 2_000,
  ...options,
  ...announcedIn(onUpload, onAct),
});
