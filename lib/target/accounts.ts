import type { Setting } from './env.js';
import type { Secret } from './secret.js';

/** The roles that a check can ask for. */
export const ROLES = ['member', 'forbidden', 'otherTenant', 'admin', 'subscriber'] as const;
/**
 * `member`: an ordinary user who may do what the capabilities describe · `forbidden`: one of the same tenant who may not ·
 * `otherTenant`: one who may, but of another tenant · `admin`: one who may do what is restricted · `subscriber`: one of a tenant of
 * its own, in which nobody else does anything, and whose plan may change.
 */
export type Role = (typeof ROLES)[number];

/** How one signs in as somebody. `email` is whatever the platform calls the name that one types. */
export interface Account {
  readonly email: Setting<string>;
  readonly password: Setting<Secret>;
}

/** An account that exists on the target. */
export const account = (credentials: Account): Account => credentials;
