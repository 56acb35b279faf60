import type { HttpClient } from '../../clients/http.js';
import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, judgeServing, observeHttp } from '../http.js';

/** An origin that nobody has: `.invalid` is reserved (RFC 2606). */
export const FOREIGN_ORIGIN = 'https://elsewhere.invalid';

/** What a page of some origin gets: its request's answer, and that to the question before it. */
export interface CorsFacts {
  readonly origin: string;
  readonly answer: HttpFacts;
  readonly preflight: HttpFacts;
}

/** Asks as a browser does for a page of this origin. */
export async function observeCors(http: HttpClient, url: URL, origin: string): Promise<CorsFacts> {
  const asking = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' };
  const [answer, preflight] = await Promise.all([
    observeHttp(http, url, { headers: { origin } }),
    observeHttp(http, url, { method: 'OPTIONS', headers: { origin, ...asking } }),
  ]);
  return { origin, answer, preflight };
}

const ALLOWED = 'access-control-allow-origin';
const CREDENTIALS = 'access-control-allow-credentials';

const allows = ({ headers }: HttpFacts, origin: string): boolean => ['*', origin].includes(headers.get(ALLOWED) ?? '');

/**
 * Judges what a page of a strange origin gets: it may read nothing unless the target says that anybody may, and never in the name of
 * who is signed in. Fails where the target says who may, else warns. Pure.
 */
export function judgeForeign(facts: CorsFacts, service: string, allowed?: readonly string[] | '*'): Coded[] {
  const severity: Coded['severity'] = allowed === undefined ? 'warn' : 'fail';
  return each(facts, service, (asked, base) => {
    if (!allows(asked, facts.origin)) return [];
    const actual = `${ALLOWED}: ${asked.headers.get(ALLOWED)}`;
    const credentials = asked.headers.get(CREDENTIALS);
    return [
      // The worst first: it is what a line shows.
      ...(credentials === 'true'
        ? [
            {
              ...base,
              code: 'cors.credentials' as const,
              severity,
              expected: 'no credentials for a strange origin',
              actual: `${actual}, ${CREDENTIALS}: true`,
            },
          ]
        : []),
      ...(allowed === '*'
        ? []
        : [{ ...base, code: 'cors.foreign' as const, severity, expected: 'no leave for a strange origin', actual }]),
    ];
  });
}

/** Judges that pages of an origin that the target allows may ask and read. Pure. */
export function judgeAllowed(facts: CorsFacts, service: string): Coded[] {
  return each(facts, service, (asked, base) =>
    allows(asked, facts.origin)
      ? []
      : [
          {
            ...base,
            code: 'cors.refused',
            severity: 'fail',
            expected: `${ALLOWED}: ${facts.origin}`,
            actual: asked.headers.get(ALLOWED) ?? 'no such header',
          },
        ],
  );
}

type Base = Omit<Coded, 'code' | 'severity' | 'expected' | 'actual'>;

/** Judges both answers; a server that gives none, or is in trouble, allows nobody anything. */
function each(
  { origin, answer, preflight }: CorsFacts,
  service: string,
  judge: (asked: HttpFacts, base: Base) => Coded[],
): Coded[] {
  const unserved = judgeServing(answer, service);
  if (unserved.length > 0) return unserved;
  const methods = [
    ['GET', answer],
    ['OPTIONS', preflight],
  ] as const;
  return methods.flatMap(([method, asked]) =>
    judge(asked, {
      cause: 'misconfigured',
      service,
      hint: `\`curl -si -X ${method} ${asked.url.href} -H 'Origin: ${origin}'\``,
      evidence: { ...evidenceOf(asked), route: `${method} ${asked.url.href}`, origin },
    }),
  );
}
