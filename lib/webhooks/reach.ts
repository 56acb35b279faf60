import type { Webhooks } from '../target/capabilities.js';
import type { Resolved } from '../target/env.js';

const OWN_MACHINE = ['127.0.0.1', '[::1]', 'localhost'];

/** Why a platform cannot deliver to a listener of ours, if it cannot: it must be on this machine, or be told an address. Pure. */
export function unreachable({ listener }: Pick<Resolved<Webhooks>, 'listener'>, origin: URL): string | undefined {
  return listener.url !== undefined || OWN_MACHINE.includes(origin.hostname)
    ? undefined
    : `${origin.host} delivers to no listener on this machine: say in SMOKE_LISTENER_URL by which address it reaches us, and in SMOKE_LISTENER what that is passed on to`;
}
