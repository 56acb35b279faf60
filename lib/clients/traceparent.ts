import { createHash, randomBytes } from 'node:crypto';

/** A `traceparent` header (W3C Trace Context, level 1): one trace a correlation id, a new parent each time. */
export function traceparent(correlationId: string): string {
  const trace = createHash('sha256').update(correlationId).digest('hex').slice(0, 32);
  return `00-${trace}-${randomBytes(8).toString('hex')}-01`;
}
