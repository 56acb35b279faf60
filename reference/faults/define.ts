import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { User } from '../kernel/auth.js';
import type { EventEnvelope } from '../kernel/events.js';
import type { ProcessName, ServiceName } from '../kernel/names.js';
import type { Redis } from '../kernel/redis.js';
import type { ObjectStore } from '../kernel/storage.js';
import type { Doubt } from '../storage/signature.js';
import type { DeliveryRequest } from '../services/account/webhooks/request.js';

export interface FeedClient {
  readonly user: User;
  /** Sends an event to whoever is connected, if it is for them. */
  deliver(event: EventEnvelope): void;
}

export type UpgradeVerdict =
  | { readonly accepted: true; readonly user: User; readonly expiresAt: Date }
  | { readonly accepted: false; readonly status: number; readonly code: string; readonly message: string };

/** What runs inside a service, at its edge, while the fault is on. */
export interface EdgeHooks {
  readonly service: ServiceName;
  /** May answer instead of the service by sending a reply, or be slow. */
  readonly onRequest?: (request: FastifyRequest, reply: FastifyReply) => Promise<void> | void;
  /** Gives the payload to send in place of the one it gets. */
  readonly onSend?: (request: FastifyRequest, reply: FastifyReply, payload: unknown) => unknown;
  /** Overrules whether the notifier accepts a connection. */
  readonly upgrade?: (verdict: UpgradeVerdict, request: IncomingMessage) => UpgradeVerdict;
  /** Overrules whether a client may see an event. */
  readonly audience?: (allowed: boolean, event: EventEnvelope, client: FeedClient) => boolean;
  /** Gives the messages to send in place of one. */
  readonly outgoing?: (message: object, client: FeedClient) => readonly object[];
  /** Gives the requests to send in place of an attempt to deliver to a webhook. */
  readonly deliver?: (request: DeliveryRequest) => readonly DeliveryRequest[];
  /** Gives the announcements to make in place of one. */
  readonly announced?: (announcement: Announcement) => readonly Announcement[];
}

/** An event as it is about to be published, and for how many seconds its copy will be kept. */
export interface Announcement {
  readonly event: EventEnvelope;
  readonly seconds: number;
}

/** A frame of the Redis protocol, one character a byte, that goes back to a client: at once, or after some milliseconds. */
export interface Passed {
  readonly frame: string;
  readonly after?: number;
}

/** What Redis says on a connection: an answer to some words, or an event that it pushes. */
export interface Said extends Passed {
  readonly isPush: boolean;
  readonly words: readonly string[];
  readonly connection: number;
}

/** What happens between Redis and those who come through the door that the connection file names while the fault is on. */
export interface DoorHooks {
  /** Commands to send before this one, whose answers nobody gets. */
  readonly before?: (words: readonly string[], connection: number) => ReadonlyArray<readonly string[]>;
  /** The command to send in place of this one. */
  readonly command?: (words: readonly string[], connection: number) => readonly string[];
  /** Answers in place of Redis. */
  readonly answer?: (words: readonly string[]) => string | undefined;
  /** Gives what goes back in place of what Redis says. */
  readonly reply?: (said: Said) => readonly Passed[];
  readonly closed?: (connection: number) => void;
}

/** What runs in front of the object store while the fault is on. */
export interface StoreHooks {
  /** What is let through although it should not be. */
  readonly overlooks?: Doubt;
  /** May change what the store is asked, and what goes back; true when it has answered itself. */
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export interface Stores {
  readonly redis: Redis;
  readonly storage: ObjectStore;
}

/** How a fault acts; all of them from outside the routes that it harms. */
export type FaultMeans =
  | { readonly signal: { readonly process: ProcessName; readonly action: 'stop' | 'pause' } }
  /** Statements that a superuser runs on the platform's database. */
  | { readonly sql: { readonly apply: string; readonly revert: string } }
  | { readonly store: { apply(stores: Stores): Promise<void>; revert(stores: Stores): Promise<void> } }
  /** The service runs again with other settings. */
  | { readonly restart: { readonly service: ServiceName; readonly env: Readonly<Record<string, string>> } }
  | { readonly edge: EdgeHooks }
  /** Made anew each time that it is switched on. */
  | { readonly door: () => DoorHooks }
  | { readonly objectStore: StoreHooks };

export type Fault = FaultMeans & {
  readonly name: string;
  /** What is wrong with the platform while the fault is on, as a person would say it. */
  readonly title: string;
  /**
   * The checks that turn red, as `<describe title> > <test title>`; the one it was made for comes first.
   * What merely cannot run for its sake is not among them.
   */
  readonly expects: readonly string[];
  /** The checks that stay green and warn. */
  readonly warns?: readonly string[];
  /** The process for whose sake looks at others are blocked; that of a signal, unless stated. */
  readonly blocks?: ProcessName;
  /** What these checks say, as the source of a regular expression: red for this reason and no other. */
  readonly because: string;
};

export function defineFault(fault: Fault): Fault {
  return fault;
}
