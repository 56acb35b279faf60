import { z } from 'zod';
import { ROLES, type Role } from '../target/accounts.js';
import type { Withheld } from './check-notes.js';

/** An account of the target could not sign in. */
export const shutOutSchema = z.object({ role: z.enum(ROLES), reason: z.string() });

export type ShutOut = z.infer<typeof shutOutSchema>;

/** Refusals by which one knows that the next attempt would be refused as well. */
const ENOUGH = 2;

/**
 * Why a check that needs these accounts cannot be verified: one of them was shut out, and that was not the only refusal of the run, which may
 * have been bad luck. Each account is tried once. Pure.
 */
export function shutOut(roles: readonly Role[], refusals: readonly ShutOut[]): Withheld | undefined {
  if (refusals.length < ENOUGH) return undefined;
  const own = refusals.find(({ role }) => roles.includes(role));
  return own && { outcome: 'unverified', kind: 'could-not', reason: own.reason };
}
