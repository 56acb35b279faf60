import { z } from 'zod';
import { ROLES, type Role } from '../target/accounts.js';
import type { Withheld } from './check-notes.js';

/** An account of the target could not sign in, by the API or by the page. */
export const shutOutSchema = z.object({ role: z.enum(ROLES), by: z.enum(['api', 'page']), reason: z.string() });

export type ShutOut = z.infer<typeof shutOutSchema>;

/** Refusals by which one knows that the next attempt would be refused as well. */
const ENOUGH = 2;

/**
 * Why a check that needs these accounts cannot be verified: one of them was shut out of the API or of the pages, and that was not the only refusal, which may
 * have been bad luck. Each account is tried once. Pure.
 */
export function shutOut(
  roles: readonly Role[],
  refusals: readonly ShutOut[],
  way: ShutOut['by'] = 'api',
): Withheld | undefined {
  const alike = refusals.filter(({ by }) => by === way);
  if (alike.length < ENOUGH) return undefined;
  const own = alike.find(({ role }) => roles.includes(role));
  return own && { outcome: 'unverified', kind: 'could-not', reason: own.reason };
}
