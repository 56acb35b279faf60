import type { Account, Role } from './accounts.js';
import type { Capabilities, KnownAnswer } from './capabilities.js';
import type { EnvValue, Grant, Resolved, Setting } from './env.js';
import type { OwnInstanceGrants } from './grants.js';
import type { Json } from './json.js';
import type { Profile } from './profile.js';
import type { Secret } from './secret.js';
import type { Security } from './security.js';
import type { Service } from './services.js';

/** How every client reaches the deployment: all of them obey it. */
export interface Access {
  /** Sent with every request, such as an application key. */
  readonly headers?: Readonly<Record<string, Setting<string> | Setting<Secret>>>;
  readonly basicAuth?: { readonly user: Setting<string>; readonly password: Setting<Secret> };
  /** Path of a PEM file with the certificate authority to trust besides the system's. */
  readonly ca?: Setting<string | undefined>;
  readonly clientCertificate?: { readonly cert: Setting<string>; readonly key: Setting<string> };
  readonly proxy?: Setting<URL | undefined>;
}

/** How the build under test is told. */
export interface Build {
  /** Where it is told. An environment that leaves it out says that it is told nowhere. */
  readonly path: Setting<string | undefined>;
  readonly field: Setting<string> | ((body: Json) => unknown);
  /** The build that was just deployed; `--expect-build` wins over it. */
  readonly expect?: Setting<string | undefined>;
}

/** How a platform is started that is ours to start. */
export interface Start {
  readonly command: string;
  /**
   * An address on loopback that answers 2xx once the platform has started, and keeps answering while any service is down.
   * When it answers JSON with `instance` and `environmentFile`, that file fills what the environment does not set.
   */
  readonly ready: Setting<URL>;
  /** Milliseconds; 60,000 by default. */
  readonly timeout?: number;
}

/** Limits in milliseconds that keep a broken deployment from taking long. */
export interface Timeouts {
  readonly request?: number;
  readonly action?: number;
  readonly test?: number;
  /** For the whole run, from its first check on: what has not begun by then, levels 1 and 2 excepted, is not verified. */
  readonly run?: number;
}

/** What `logs` may use. */
export interface LogAccess {
  /** What the environment fills a place with; undefined when it cannot be read. */
  readonly read: <T>(value: EnvValue<T>) => T | undefined;
  /** When the first check began that fails though its service is well: what was logged before says nothing of it. */
  readonly since?: Date;
  /** Aborted when nobody waits any longer: 2 seconds after the first service was asked for its log. */
  readonly signal: AbortSignal;
}

/** What a service logged last, oldest first; best what belongs to the requests with these correlation ids. */
export type LastLines = (
  service: string,
  correlationIds: readonly string[],
  access: LogAccess,
) => readonly string[] | Promise<readonly string[]>;

/** One deployment: what it is made of, what it can do, and what it permits. Only the first four fields are needed. */
export interface TargetDefinition {
  readonly name: string;
  readonly environment: Setting<string>;
  /** The public address. */
  readonly origin: Setting<URL>;
  readonly services: Readonly<Record<string, Service>>;
  /** Hosts besides those of origin and services that belong to it, such as `cdn.shop.example`: no other is asked for anything. */
  readonly hosts?: readonly string[];
  /** Routes of the origin that change nothing, although their method says otherwise: `POST /v1/search`. */
  readonly reads?: readonly string[];
  readonly start?: Start;
  readonly access?: Access;
  readonly build?: Build;
  readonly grants?: Setting<readonly Grant[]> | OwnInstanceGrants;
  readonly timeouts?: Timeouts;
  readonly accounts?: Readonly<Partial<Record<Role, Account>>>;
  readonly capabilities?: Capabilities;
  /** How it protects itself, where it says so. */
  readonly security?: Security;
  /** Questions whose right answers show that the platform was seeded. */
  readonly seed?: Readonly<Record<string, KnownAnswer>>;
  /** Asked when the checks have ended and something is wrong. The last 20 lines are kept, 300 characters of each. */
  readonly logs?: LastLines;
  /** What response times are compared to, and where the platform tells of its own processes. */
  readonly profile?: Profile;
  /** The address at which the trace of a request is shown, by its correlation id. */
  readonly traceUrl?: (correlationId: string) => string | URL;
  /** The name of a shipped policy, or of one's own: `policies/<name>.json` in the target's folder. */
  readonly policy?: string;
  /** Capabilities or grants without which nothing is promoted. */
  readonly mustVerify?: readonly string[];
}

/** A target whose places are all filled from the environment. */
export type ParsedDefinition = Resolved<TargetDefinition>;

/** Describes a deployment. It reads nothing yet: see `parseTarget`. */
export const defineTarget = (definition: TargetDefinition): TargetDefinition => definition;
