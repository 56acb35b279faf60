import type { Role } from '../accounts.js';
import { env, type Setting } from '../env.js';
import type { Json } from '../json.js';
import type { Secret } from '../secret.js';
import { type ListenAddress, listenOn } from '../listen.js';
import type { Act } from './act.js';
import type { IdOf, Provided } from './provided.js';
import type { Delivered, Signature } from './signatures.js';

/** Where the platform reaches the listener that the suite opens. */
export interface ListenerSettings {
  /** An address from which everything is passed on to `bind`; not needed where the platform runs on this machine. */
  readonly url: Setting<URL | undefined>;
  /** What the listener listens on. */
  readonly bind: Setting<ListenAddress>;
}

export interface WebhooksOptions extends Provided {
  /** Where a POST registers one. */
  readonly path: string;
  /** Who registers them, of the same tenant as `member`; `member` itself by default. */
  readonly account?: Role;
  /** `secret` is one that the suite has made, for platforms that want to be told. */
  readonly body: (webhook: { readonly url: string; readonly secret: string }) => Readonly<Record<string, unknown>>;
  readonly createdStatus?: number;
  readonly id: IdOf;
  /** Where the answer holds the secret, when the platform makes it. */
  readonly secret?: (body: Json, headers: Headers) => unknown;
  /** The one secret of all webhooks, when there is but one. */
  readonly sharedSecret?: Setting<Secret>;
  readonly removePath: (id: string) => string;
  /** 204 by default. */
  readonly removedStatus?: number;
  /** The list of what is registered, and where each item holds its address. */
  readonly list: {
    readonly path: string;
    readonly items: (body: Json) => unknown;
    readonly url: (item: Json) => unknown;
    /** Whether the list must not show the secret. */
    readonly hidesSecret?: boolean;
  };
  /** What is told of; an upload by default. */
  readonly act?: Act;
  /** The id of what a delivery tells of: of the document, or the item. */
  readonly subject: (body: Json) => unknown;
  readonly signature: Signature;
  /**
   * What stays the same when a delivery is tried again, and differs from every other: `inHeader('x-delivery-id')`. By it, and by the
   * time that is signed, a receiver must then be able to refuse a replay.
   */
  readonly deliveryId?: (delivery: Delivered) => string | undefined;
  /** Whether deliveries come in the order of what happened. */
  readonly ordered?: boolean;
  /** How the answer is when the role `forbidden` registers one. */
  readonly forbiddenStatus?: number;
  /** Milliseconds from what happens to its delivery; 5,000 by default. */
  readonly budget?: number;
  /** Milliseconds within which what was answered with 500 is tried again. Without it nothing is answered so. */
  readonly retriesWithin?: number;
  /** `SMOKE_LISTENER_URL`, and `SMOKE_LISTENER`, which is `127.0.0.1:0` by default. */
  readonly listener?: ListenerSettings;
}

export interface Webhooks extends WebhooksOptions {
  readonly kind: 'webhooks';
  readonly account: Role;
  readonly createdStatus: number;
  readonly removedStatus: number;
  readonly budget: number;
  readonly listener: ListenerSettings;
}

/** Requests that the platform sends to whoever has registered for them. */
export const webhooks = (options: WebhooksOptions): Webhooks => ({
  kind: 'webhooks',
  account: 'member',
  createdStatus: 201,
  removedStatus: 204,
  budget: 5_000,
  listener: { url: env.optionalUrl('SMOKE_LISTENER_URL'), bind: listenOn('SMOKE_LISTENER') },
  ...options,
});

/** Reads the id of a delivery from a header. */
export const inHeader =
  (name: string) =>
  ({ headers }: Delivered): string | undefined =>
    headers.get(name) ?? undefined;
