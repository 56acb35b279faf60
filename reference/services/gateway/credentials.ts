import type { IncomingHttpHeaders } from 'node:http';
import { comesFromUs, sessionOf } from './session-cookie.js';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The `authorization` for the upstream: the caller's own, else the one of its cookie session where that may count. */
export function authorizationOf(
  headers: IncomingHttpHeaders,
  method: string,
  ownOrigins: readonly string[],
): string | undefined {
  if (headers.authorization !== undefined) return headers.authorization;
  const session = sessionOf(headers);
  const trusted = safeMethods.has(method) || comesFromUs(headers, ownOrigins);
  return session && trusted ? `Bearer ${session}` : undefined;
}

/** Who is counted together by the rate limit: a token, else an address. */
export function callerOf(headers: IncomingHttpHeaders, ip: string): string {
  return headers.authorization ?? sessionOf(headers) ?? ip;
}
