import { openSocket } from '../probes/socket.js';
import { isLoopback, placeOf } from '../target/address.js';
import type { Target } from '../target/target.js';
import { CannotJudgeError } from './errors.js';

/** Milliseconds in which a network that is not there says so; what takes longer is no matter of ours. */
const AT_ONCE = 500;

/** Codes by which this machine says that it has no way out, whoever is asked for. */
const WAYLESS: Readonly<Record<string, string>> = {
  EAI_AGAIN: 'no resolver answers it',
  ENETUNREACH: 'it has no route there',
  ENETDOWN: 'its network is down',
};

/**
 * Sees that this machine has a way to the deployment: a resolver, a route, the proxy that the target names. What stands at the end of it is for
 * the checks to judge. Throws `CannotJudgeError`.
 */
export async function requireOwnNetwork({ origin, access }: Pick<Target, 'origin' | 'access'>): Promise<void> {
  const proxy = access?.proxy;
  if (proxy === undefined && isLoopback(origin)) return;
  const place = placeOf((proxy ?? origin).href);
  if (place === undefined) return;
  const { socket, error } = await openSocket({ ...place, timeout: AT_ONCE });
  socket?.destroy();
  const why = judgeWay(error, proxy);
  if (why !== undefined) throw new CannotJudgeError('SMOKE_NO_NETWORK', [`${why} (SMOKE_NO_NETWORK)`]);
}

/** Why there is no way out, where the code of an attempt to connect says so. Pure. */
export function judgeWay(error: string, proxy?: URL): string | undefined {
  if (error === '' || error === 'TIMEOUT') return undefined;
  const wayless = WAYLESS[error];
  if (proxy === undefined) return wayless && `this machine has no way to the deployment: ${wayless} (${error})`;
  return `the proxy of the target's \`access\` cannot be reached at ${proxy.origin} (${error}): is the address right, and is it running?`;
}
