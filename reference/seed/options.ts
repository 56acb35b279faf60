import type { StorageSettings } from '../kernel/storage.js';

export interface SeedOptions {
  /** Connects as the owner of the tables. Row-level security binds the owner too: set `app.school_id` first. */
  readonly databaseUrl: string;
  readonly storage: StorageSettings;
  /** Generated at each start, for the accounts that a person or a check signs in with. */
  readonly passwords: SeedPasswords;
}

export interface SeedPasswords {
  /** The teacher of school A. */
  readonly member: string;
  /** The student of school A. */
  readonly forbidden: string;
  /** The teacher of school B. */
  readonly otherTenant: string;
  /** The admin of school A. */
  readonly admin: string;
  /** The admin of school C, in which nobody else does anything. */
  readonly subscriber: string;
}

/** The addresses that belong to those passwords. */
export const seedEmails = {
  member: 'maya.okafor@harbour-street.example',
  forbidden: 'jonas.lind@harbour-street.example',
  otherTenant: 'priya.raman@northfield.example',
  admin: 'ruth.adeyemi@harbour-street.example',
  subscriber: 'hana.petrov@quayside.example',
} as const satisfies Record<keyof SeedPasswords, string>;
