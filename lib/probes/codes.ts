import { CONFIGURATION_CODES } from './codes/configuration.js';
import { CONNECTION_CODES } from './codes/connection.js';
import { CONTRACT_CODES } from './codes/contract.js';
import type { CodeEntry } from './codes/entry.js';
import { HTTP_CODES } from './codes/http.js';
import { PAGES_CODES } from './codes/pages.js';
import { SECURITY_CODES } from './codes/security.js';
import { STORES_CODES } from './codes/stores.js';
import type { Finding } from './finding.js';

export type { CodeEntry };

/** Every code that a finding can have. docs/failure-codes.md is made from it. */
export const CODES = {
  ...CONNECTION_CODES,
  ...HTTP_CODES,
  ...STORES_CODES,
  ...CONTRACT_CODES,
  ...SECURITY_CODES,
  ...PAGES_CODES,
  ...CONFIGURATION_CODES,
} as const satisfies Readonly<Record<string, CodeEntry>>;

/** The code of a finding. */
export type Code = keyof typeof CODES;

/** A finding whose code can be looked up: what every judge gives. */
export interface Coded extends Finding {
  readonly code: Code;
}
