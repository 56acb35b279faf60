import { cookieHeader } from '../../clients/cookies.js';
import type { HttpClient } from '../../clients/http.js';
import { type Carried, carriedBy } from '../../clients/sign-in-request.js';
import type { Forgery } from '../../target/security.js';
import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, judgeServing, observeHttp } from '../http.js';
import { FOREIGN_ORIGIN } from './cors.js';

/** The same request with the cookie of a session, from two places. */
export interface ForgedFacts {
  readonly method: string;
  /** As a page of another site sends it. */
  readonly foreign: HttpFacts;
  /** As a page of the origin sends it: the proof that the cookie is what counts. */
  readonly own: HttpFacts;
}

/**
 * Sends the same as a page of another site, and then as one of the origin: what the second sends may end the session. What a form of the
 * origin carries goes with the second alone.
 */
export async function observeForged(
  http: HttpClient,
  { method = 'POST', path, encoding = 'json', own, form }: Forgery,
  cookies: Readonly<Record<string, string>>,
): Promise<ForgedFacts> {
  const url = http.addressOf(path);
  const sent = (fields: Readonly<Record<string, string>> = {}) =>
    encoding === 'json' ? { json: fields } : { form: fields };
  const foreign = await observeHttp(http, url, {
    method,
    ...sent(),
    headers: { ...cookieHeader(cookies), origin: FOREIGN_ORIGIN },
  });
  const carried: Carried = form === undefined ? { cookies } : await carriedBy(http, form, cookies);
  const ours = { ...cookieHeader(carried.cookies), origin: http.addressOf('/').origin };
  const headers = { ...ours, ...carried.headers, ...own?.(carried.cookies) };
  return { method, foreign, own: await observeHttp(http, url, { method, ...sent(carried.fields), headers }) };
}

/**
 * Judges that a page of another site cannot act with the session of who visits it (OWASP, Cross-Site Request Forgery Prevention).
 * Pure.
 */
export function judgeForged({ method, foreign, own }: ForgedFacts, service: string, refusal: number): Coded[] {
  const unserved = judgeServing(foreign, service);
  if (unserved.length > 0) return unserved;
  const base = {
    severity: 'fail',
    cause: 'misconfigured',
    service,
    hint: `\`curl -i -X ${method} -H 'Origin: ${FOREIGN_ORIGIN}' -b 'THE SESSION' ${foreign.url.href}\``,
  } as const satisfies Partial<Coded>;
  const admitted: Coded = {
    ...base,
    code: 'csrf.admitted',
    expected: `${refusal} to ${method} ${foreign.url.pathname} from a page of another site`,
    actual: `${foreign.status}`,
    evidence: evidenceOf(foreign),
  };
  const unproven: Coded = {
    ...base,
    code: 'csrf.unproven',
    expected: `another answer to the same from a page of its own`,
    actual: `${own.status} as well`,
    evidence: evidenceOf(own),
  };
  if (foreign.status !== refusal) return [admitted];
  return own.status === refusal ? [unproven] : [];
}
