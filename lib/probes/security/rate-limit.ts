import { setTimeout as pause } from 'node:timers/promises';
import type { Coded } from '../codes.js';
import { evidenceOf, type HttpFacts, judgeServing, succeeded } from '../http.js';

/** What a target says of its rate limit. */
export interface RateLimit {
  /** So many requests at once are more than it lets through. */
  readonly requests: number;
  /** Seconds within which they must have been sent to be too many. */
  readonly within: number;
  /** The status by which it refuses. */
  readonly status: number;
  /** Seconds after which whoever was refused is served again. */
  readonly recovers: number;
}

/** What became of asking too often. */
export interface RateLimitFacts {
  readonly asked: number;
  /** Milliseconds that asking took. */
  readonly took: number;
  /** The first answer that says that it is too often; undefined when none did. */
  readonly refused: HttpFacts | undefined;
  /** The last answer of all: after the wait, where there was one. */
  readonly last: HttpFacts;
}

const AT_ONCE = 20;
/** Milliseconds between two questions of whoever waits to be served again. */
const GAP = 250;

/**
 * Asks until it is refused, at most as often as is stated, then waits as long as it is told to, and until it is served again, at most as
 * long as is stated.
 */
export async function observeRateLimit(ask: () => Promise<HttpFacts>, limit: RateLimit): Promise<RateLimitFacts> {
  const begun = performance.now();
  let asked = 0;
  let last = await ask();
  let refused: HttpFacts | undefined;
  for (asked = 1; refused === undefined && asked < limit.requests && last.failure === null;) {
    const answers = await Promise.all(Array.from({ length: Math.min(AT_ONCE, limit.requests - asked) }, ask));
    asked += answers.length;
    refused = answers.find(({ status }) => status === limit.status);
    last = answers.find(({ failure }) => failure !== null) ?? answers.at(-1) ?? last;
  }
  const took = performance.now() - begun;
  if (refused === undefined) return { asked, took, refused, last };

  const end = performance.now() + limit.recovers * 1_000;
  await pause(Math.min(retryAfter(refused, Date.now()) ?? 0, limit.recovers) * 1_000);
  for (last = await ask(); !succeeded(last) && performance.now() < end; last = await ask()) await pause(GAP);
  return { asked, took, refused, last };
}

/** The seconds that `Retry-After` names, as a number or as a date (RFC 9110, 10.2.3); undefined when it names none. Pure. */
export function retryAfter({ headers }: Pick<HttpFacts, 'headers'>, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1_000);
}

/** Why nothing is known of a limit: from here, so many requests were not sent fast enough to be too many. Pure. */
export function tooSlow({ asked, took, refused, last }: RateLimitFacts, { within }: RateLimit): string | undefined {
  if (refused !== undefined || last.failure !== null || took <= within * 1_000) return undefined;
  return `${asked} requests took ${(took / 1_000).toFixed(1)} s from here, and are too many only within ${within} s`;
}

/** Judges that a rate limit holds, says when to come back, and ends. Pure. */
export function judgeRateLimit({ asked, refused, last }: RateLimitFacts, service: string, limit: RateLimit): Coded[] {
  const found = (code: Coded['code'], facts: HttpFacts, expected: string, actual: string): Coded => ({
    code,
    severity: 'fail',
    cause: 'misconfigured',
    service,
    expected,
    actual,
    hint: `\`for i in $(seq ${limit.requests}); do curl -so /dev/null -w '%{http_code}\\n' ${facts.url.href} & done; wait\``,
    evidence: evidenceOf(facts),
  });
  if (refused === undefined) {
    const unserved = judgeServing(last, service);
    const expected = `${limit.status} before ${limit.requests} requests are through`;
    return unserved.length > 0
      ? unserved
      : [found('rate-limit.absent', last, expected, `${asked} were served, the last with ${last.status}`)];
  }
  return [
    ...(retryAfter(refused, 0) === undefined
      ? [
          found(
            'rate-limit.retry-after',
            refused,
            `Retry-After with ${limit.status}: seconds or a date`,
            refused.headers.get('retry-after') ?? 'no such header',
          ),
        ]
      : []),
    ...(succeeded(last)
      ? []
      : [found('rate-limit.stuck', last, `to be served again within ${limit.recovers} s`, `still ${last.status}`)]),
  ];
}
