import { hostOf } from '../target/hosts.js';
import type { Permit } from './permit.js';

/** What a page does without when it must: it may look otherwise, or lack a part. */
const PASSIVE = ['font', 'image', 'media', 'manifest', 'script', 'stylesheet', 'texttrack'];

/** What it means that a page asks for something: `own` is of the target, and `foreign` what is none of these. */
export type Asking = 'own' | 'ignored' | 'passive' | 'foreign';

/** Whether an address is one of the target's, or what a page makes itself and leaves no machine: `data:`, `blob:`, `about:`. Pure. */
export const isOfTarget = (url: string, { hosts }: Pick<Permit, 'hosts'>): boolean =>
  !/^(?:https?|wss?):/.test(url) || hosts.has(hostOf(new URL(url)));

/** Tells what a request of a page is to the guard. Pure. */
export function classifyAsking(
  { url, method, kind }: { readonly url: string; readonly method: string; readonly kind: string },
  { hosts }: Pick<Permit, 'hosts'>,
  ignore: readonly RegExp[] = [],
): Asking {
  if (isOfTarget(url, { hosts })) return 'own';
  // `search` begins at the start, also for a pattern that remembers where it stopped (`/g`).
  if (ignore.some((pattern) => url.search(pattern) >= 0)) return 'ignored';
  return method === 'GET' && PASSIVE.includes(kind) ? 'passive' : 'foreign';
}
