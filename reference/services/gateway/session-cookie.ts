import type { IncomingHttpHeaders } from 'node:http';

const NAME = 'session';
const attributes = 'HttpOnly; SameSite=Strict; Path=/';

export function sessionOf(headers: IncomingHttpHeaders): string | undefined {
  return /(?:^|;\s*)session=([\w.-]+)/.exec(headers.cookie ?? '')?.[1];
}

export function startCookie(token: string, seconds: number, protocol: string): string {
  const secure = protocol === 'https' ? '; Secure' : '';
  return `${NAME}=${token}; ${attributes}${secure}; Max-Age=${seconds}`;
}

export function endCookie(): string {
  return `${NAME}=; ${attributes}; Max-Age=0`;
}

/** A page of another site can send our cookie, but not forge where it comes from. */
export function comesFromUs({ origin }: IncomingHttpHeaders, ownOrigins: readonly string[]): boolean {
  return origin === undefined || ownOrigins.includes(origin);
}
