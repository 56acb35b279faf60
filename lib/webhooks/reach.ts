import { isLoopback } from '../target/address.js';
import type { ListenerSettings } from '../target/capabilities.js';
import type { Resolved } from '../target/env.js';
import type { Target } from '../target/target.js';

/** Why a platform cannot deliver to a listener of ours, if it cannot: it must be on this machine, or be told an address. Pure. */
export function unreachable(
  { url }: Pick<Resolved<ListenerSettings>, 'url'>,
  { origin, access }: Pick<Target, 'origin' | 'access'>,
): string | undefined {
  const isHere = isLoopback(origin) && access?.proxy === undefined;
  return isHere || url !== undefined
    ? undefined
    : `${origin.host} delivers to no listener on this machine: say in SMOKE_LISTENER_URL by which address it reaches us, and in SMOKE_LISTENER what that is passed on to`;
}
