import { HttpError, type HttpFailure } from '../clients/http-error.js';
import type { Answer, Ask, HttpClient } from '../clients/http.js';
import type { Coded } from './codes.js';
import type { Cause } from './finding.js';

/** What one request, a GET as a rule, came to: an answer, or why there is none. */
export interface HttpFacts {
  readonly url: URL;
  /** 0 when no complete answer came. */
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly ms: number;
  readonly correlationId: string;
  readonly failure: { readonly code: HttpFailure; readonly cause: Cause; readonly seen: string } | null;
}

/** Bytes that are read of what a route says, and of a page of metrics: a probe asks many routes at the same time. */
const MOST = 512 * 1024;
export const MOST_METRICS = 4 * 1024 * 1024;

/** Asks one route once. Never throws: that nothing answers is a fact. */
export async function observeHttp(http: HttpClient, url: URL, ask: Ask = {}): Promise<HttpFacts> {
  const started = performance.now();
  try {
    return factsOf(await http.ask(url, { maxBytes: MOST, ...ask }));
  } catch (error) {
    if (!(error instanceof HttpError)) throw error;
    const { code, causeClass: cause, seen } = error;
    const ms = performance.now() - started;
    const failure = { code, cause, seen };
    return { url, status: 0, headers: new Headers(), text: '', ms, correlationId: http.correlationId, failure };
  }
}

const factsOf = ({ url, status, headers, text, ms, correlationId }: Answer): HttpFacts => ({
  url,
  status,
  headers,
  text,
  ms,
  correlationId,
  failure: null,
});

/** The most of a body that is kept as evidence, in characters. */
const EXCERPT = 300;

/** What supports a finding about an answer. */
export function evidenceOf(facts: HttpFacts): Record<string, string> {
  const location = facts.headers.get('location');
  return {
    route: `GET ${facts.url.href}`,
    ...(facts.failure === null ? { status: String(facts.status) } : { error: facts.failure.code }),
    ...(location === null ? {} : { location }),
    ...(facts.text === '' ? {} : { body: facts.text.slice(0, EXCERPT) }),
    correlation_id: facts.correlationId,
  };
}

const HINTS: Readonly<Partial<Record<HttpFailure, (service: string, url: URL) => string>>> = {
  SMOKE_REFUSED: (service, url) => `is ${service} running? \`curl -i ${url.href}\``,
  SMOKE_TIMEOUT: (service) =>
    `${service} accepts connections and does not answer: is it stuck, or something that it waits for?`,
  SMOKE_UNKNOWN_HOST: (_service, url) =>
    `\`getent hosts ${url.hostname}\` from here: is the name right, and published?`,
  SMOKE_CERTIFICATE: (_service, { hostname, port }) =>
    `\`openssl s_client -connect ${hostname}:${port || 443} -servername ${hostname}\`; for a private authority set SMOKE_CA`,
};

/** The finding that no complete answer came, where that is so. Pure. */
export function judgeAnswered(facts: HttpFacts, service: string): Coded[] {
  if (facts.failure === null) return [];
  const hint = HINTS[facts.failure.code]?.(service, facts.url) ?? `\`curl -i ${facts.url.href}\``;
  return [
    {
      code: 'http.no-answer',
      severity: 'fail',
      cause: facts.failure.cause,
      service,
      expected: `an answer from ${facts.url.href}`,
      actual: `it ${facts.failure.seen}`,
      hint,
      evidence: evidenceOf(facts),
    },
  ];
}

/** Statuses by which something in front says that what is behind it does not answer. */
const GATEWAY_STATUSES = [502, 503, 504];

/** The class of cause that an unexpected status speaks for. */
export function causeOfStatus(status: number): Cause {
  if (GATEWAY_STATUSES.includes(status)) return 'unhealthy';
  if (status >= 500) return 'erroring';
  if (status === 401 || status === 403) return 'unauthorised';
  return status === 429 ? 'misconfigured' : 'contract-drift';
}

/** Whether the answer is one of success. */
export const succeeded = ({ status }: Pick<HttpFacts, 'status'>): boolean => status >= 200 && status < 300;

/** Judges that a route answers with success. Pure. */
export function judgeSuccess(facts: HttpFacts, service: string): Coded[] {
  if (facts.failure !== null) return judgeAnswered(facts, service);
  return succeeded(facts) ? [] : [wrongStatus(facts, service, `a 2xx answer from ${facts.url.pathname}`)];
}

/** Judges that something serves an address of which nothing is known: any answer will do, but for that of a server in trouble. Pure. */
export function judgeServing(facts: HttpFacts, service: string): Coded[] {
  if (facts.failure !== null) return judgeAnswered(facts, service);
  return facts.status < 500 ? [] : [wrongStatus(facts, service, `an answer below 500 from ${facts.url.pathname}`)];
}

/** What stands where bytes were that are no text. */
const NO_TEXT = '\uFFFD';

/** Judges that an answer can be read as what all agree on. Pure. */
export function judgeEncoding(facts: HttpFacts, service: string): Coded[] {
  if (!facts.text.includes(NO_TEXT)) return [];
  return [
    {
      code: 'http.encoding',
      severity: 'warn',
      cause: 'contract-drift',
      service,
      expected: 'text in UTF-8',
      actual: 'bytes that are none',
      hint: `\`curl -s ${facts.url.href} | iconv -f utf-8 -t utf-8 > /dev/null\` names the first`,
      evidence: evidenceOf(facts),
    },
  ];
}

function wrongStatus(facts: HttpFacts, service: string, expected: string): Coded {
  return {
    code: 'http.status',
    severity: 'fail',
    cause: causeOfStatus(facts.status),
    service,
    expected,
    actual: `${facts.status}`,
    hint: hintOfStatus(facts, service),
    evidence: evidenceOf(facts),
  };
}

function hintOfStatus({ status, headers, url, correlationId }: HttpFacts, service: string): string {
  const look = `\`curl -i ${url.href}\``;
  if (status >= 300 && status < 400) return `state where it leads to in the target: ${headers.get('location') ?? look}`;
  if (status === 401 || status === 403)
    return `${look}: what it wants of every request belongs into \`access\` of the target`;
  if (status === 404 || status === 405)
    return `${look}: is the path in the target the right one, and routed to ${service}?`;
  if (status === 429) return `it limits how often we may ask: exempt the user agent firstlight, or ask later`;
  return `${look}, then the log of ${service} for ${correlationId}`;
}
