import type { Coded } from '../codes.js';

/** What signing in answered. */
export interface CookieFacts {
  readonly url: URL;
  readonly status: number;
  /** The values of `Set-Cookie`. */
  readonly cookies: readonly string[];
  readonly correlationId: string;
}

interface Cookie {
  readonly name: string;
  /** In lower case, with their values. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Reads a `Set-Cookie` (RFC 6265, 5.2), but for its value. */
function cookieIn(text: string): Cookie {
  const [pair = '', ...rest] = text.split(';').map((part) => part.trim());
  const attributes = rest.map((part): [string, string] => {
    const [name = '', value = ''] = part.split('=', 2);
    return [name.toLowerCase(), value.toLowerCase()];
  });
  return { name: pair.split('=', 1)[0] ?? '', attributes: new Map(attributes) };
}

/**
 * Judges the cookies of a sign-in: the session's, which the target names, must be out of reach of scripts and other sites, and all of
 * them sent encrypted only, where the origin is. Others may be meant for scripts. Pure.
 */
export function judgeCookies(facts: CookieFacts, service: string, session: string): Coded[] {
  const cookies = facts.cookies.map((text) => cookieIn(text));
  const base = {
    cause: 'misconfigured' as const,
    service,
    hint: `the \`Set-Cookie\` of POST ${facts.url.pathname}`,
    evidence: { route: `POST ${facts.url.href}`, status: String(facts.status), correlation_id: facts.correlationId },
  } satisfies Partial<Coded>;
  const missing = cookies.every(({ name }) => name !== session);
  return [
    ...(missing
      ? [
          {
            ...base,
            code: 'cookies.session' as const,
            severity: 'fail' as const,
            expected: `a cookie \`${session}\``,
            actual: `${facts.status}, ${cookies.map(({ name }) => name).join(', ') || 'no cookie'}`,
          },
        ]
      : []),
    ...cookies.flatMap((cookie) =>
      lacking(cookie, { isSession: cookie.name === session, secure: facts.url.protocol === 'https:' }).map(
        (expected) => ({
          ...base,
          code: 'cookies.attributes' as const,
          severity: cookie.name === session ? ('fail' as const) : ('warn' as const),
          expected: `\`${cookie.name}\` with ${expected}`,
          actual: [...cookie.attributes.keys()].join(', ') || 'no attribute',
        }),
      ),
    ),
  ];
}

function lacking({ attributes }: Cookie, { isSession, secure }: { isSession: boolean; secure: boolean }): string[] {
  return [
    ...(isSession && !attributes.has('httponly') ? ['HttpOnly'] : []),
    ...(isSession && !['lax', 'strict'].includes(attributes.get('samesite') ?? '') ? ['SameSite=Lax or Strict'] : []),
    ...(secure && !attributes.has('secure') ? ['Secure'] : []),
  ];
}
