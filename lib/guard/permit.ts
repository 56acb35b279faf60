import type { Grant } from '../target/env.js';
import type { GrantDecision } from '../target/grants.js';
import { hostOf, hostsOf, ownHostsOf, storesOf } from '../target/hosts.js';
import type { Target } from '../target/target.js';

/** A route that changes nothing, although its method says otherwise: `POST /v1/auth/login`. */
export interface SafeRoute {
  readonly method: string;
  readonly path: string;
}

/** What a run may do to a target. */
export interface Permit {
  /** The origin's host, where the safe routes are. */
  readonly front: string;
  /** Hosts, with their ports, that requests may go to. */
  readonly hosts: ReadonlySet<string>;
  /** Those of them that may be told what the target wants of every request, such as a key. */
  readonly own: ReadonlySet<string>;
  /** Those of them that are asked only with the grant `direct`: object stores. */
  readonly stores: ReadonlySet<string>;
  readonly safe: readonly SafeRoute[];
  readonly held: readonly Grant[];
  /** Why the other grants are withheld. */
  readonly why: string;
}

/** What a run may do that holds these grants. Pure. */
export function permitFor(target: Target, { held, why }: GrantDecision): Permit {
  const { auth } = target.capabilities;
  // With keys nobody signs in: a POST to where they are tried would be a write.
  const signIn = [auth?.kind === 'api-keys' ? undefined : auth, auth?.refresh].flatMap((each) =>
    each === undefined ? [] : [{ method: 'POST', path: pathOf(each.path, target.origin) }],
  );
  const stated = [...(auth?.safeRoutes ?? []), ...(target.reads ?? [])];
  return {
    front: hostOf(target.origin),
    hosts: hostsOf(target),
    own: ownHostsOf(target),
    stores: storesOf(target),
    safe: [...signIn, ...stated.map((route) => routeIn(route, target.origin))],
    held,
    why,
  };
}

/** Reads `POST /v1/search`. */
function routeIn(text: string, origin: URL): SafeRoute {
  const [method = '', path = ''] = text.trim().split(/\s+/, 2);
  return { method: method.toUpperCase(), path: pathOf(path, origin) };
}

const pathOf = (path: string, origin: URL): string => new URL(path, origin).pathname;
