import type { Events } from './presets/events.js';
import type { OtherDatabase, PostgresDatabase } from './presets/database.js';
import type { PageBudget } from '../probes/page-calls.js';
import type { Provided } from './presets/provided.js';
import type { RestResource } from './presets/resources.js';
import type { Results } from './presets/results.js';
import type { Routes } from './presets/routes.js';
import type { WebSocketFeed } from './presets/notifications.js';
import type { PasswordLogin } from './presets/sign-in.js';
import type { ObjectStorage } from './presets/storage.js';
import type { Subscription } from './presets/subscription.js';
import type { MultipartUpload, RawUpload } from './presets/uploads.js';
import type { Usage } from './presets/usage.js';
import type { Webhooks } from './presets/webhooks.js';

export * from './presets/act.js';
export * from './presets/events.js';
export * from './presets/database.js';
export * from './presets/notifications.js';
export * from './presets/pages.js';
export * from './presets/provided.js';
export * from './presets/resources.js';
export * from './presets/results.js';
export * from './presets/routes.js';
export * from './presets/sign-in.js';
export * from './presets/sign-in-form.js';
export * from './presets/storage.js';
export * from './presets/signatures.js';
export * from './presets/subscription.js';
export * from './presets/uploads.js';
export * from './presets/usage.js';
export * from './presets/webhooks.js';

/** Page objects by page contract. `e2e/contracts.ts` declares which contracts there are. */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled by declaration merging, so that lib needs no browser types
export interface PageContracts {}

/** The pages of the target, as page objects, and what noise they make on a good day. */
export type Web = Provided &
  Partial<PageContracts> & {
    /** What pages say or fail to get, by its words or its URL, that is known and harmless; each with its reason beside it. */
    readonly ignore?: readonly RegExp[];
    /** Milliseconds until a page's first byte (800), and until the largest thing on it is painted (2,500). Overruns warn. */
    readonly budget?: PageBudget;
  };

/** What a target can do. What is not declared is not applicable, and has no effect. */
export interface Capabilities {
  readonly auth?: PasswordLogin;
  readonly uploads?: MultipartUpload | RawUpload;
  readonly resources?: Readonly<Record<string, RestResource>>;
  readonly routes?: Routes;
  readonly results?: Results;
  readonly notifications?: WebSocketFeed;
  readonly events?: Events;
  readonly subscription?: Subscription;
  readonly usage?: Usage;
  readonly webhooks?: Webhooks;
  readonly storage?: ObjectStorage;
  readonly database?: PostgresDatabase | OtherDatabase;
  readonly web?: Web;
}

/** The names of what a target can do. */
export const CAPABILITY_NAMES = [
  'auth',
  'uploads',
  'resources',
  'routes',
  'results',
  'notifications',
  'events',
  'storage',
  'database',
  'subscription',
  'usage',
  'webhooks',
  'web',
] as const;
/** The name of something that a target can do. */
export type CapabilityName = (typeof CAPABILITY_NAMES)[number] & keyof Capabilities;
