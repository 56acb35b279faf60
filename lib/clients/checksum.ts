import { createHash } from 'node:crypto';
import type { Checksum } from '../target/capabilities.js';

/** The checksum that bytes have. */
export const checksumOf = (bytes: Uint8Array | string, { algorithm, encoding }: Checksum): string =>
  createHash(algorithm).update(bytes).digest(encoding);

/** What a store is asked with, so that it tells the checksum. */
export const askingFor = ({ header }: Checksum): Record<string, string> =>
  header.startsWith('x-amz-checksum-') ? { 'x-amz-checksum-mode': 'ENABLED' } : {};

/** The checksum that a store tells; ETags stand in quotes, and some are said to be weak. */
export function toldChecksum(headers: Headers, { header, encoding }: Checksum): string {
  const told = (headers.get(header) ?? '').replace(/^(?:W\/)?"(.*)"$/, '$1');
  return encoding === 'hex' ? told.toLowerCase() : told;
}
