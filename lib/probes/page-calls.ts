import type { Coded } from './codes.js';
import { evidenceOf, type HttpFacts, judgeAnswered } from './http.js';

/** A request that a page made of the target: for itself, or for data. */
export interface PageCall {
  readonly method: string;
  readonly answer: HttpFacts;
}

/** A redirect is no answer, and what is not modified is what a browser has already. */
const succeeded = (status: number): boolean => (status >= 200 && status < 300) || status === 304;

/** Whether a call is known and harmless: told as the page's other noise is. */
const isHarmless = ({ method, answer: { status, url } }: PageCall, harmless: readonly RegExp[]): boolean =>
  harmless.some((known) => `answered ${status}: ${method} ${url.href}`.search(known) >= 0);

/** Judges that all that a page asked for was given. Pure. */
export function judgeCalls(
  calls: readonly PageCall[],
  serviceOf: (call: PageCall) => string,
  harmless: readonly RegExp[] = [],
): Coded[] {
  const failed = calls.filter((call) => !succeeded(call.answer.status) && !isHarmless(call, harmless));
  return failed.flatMap((call) => {
    const { method, answer } = call;
    const service = serviceOf(call);
    if (answer.failure !== null) return judgeAnswered(answer, service);
    return [
      {
        code: 'page.call-failed' as const,
        severity: 'fail' as const,
        cause: answer.status >= 500 ? ('erroring' as const) : ('contract-drift' as const),
        service,
        expected: `${method} ${answer.url.pathname} answers 2xx to the page`,
        actual: `${answer.status}`,
        hint: `open the page and look at its network panel; \`curl -i ${answer.url.href}\` as the same person`,
        evidence: { ...evidenceOf(answer), route: `${method} ${answer.url.href}` },
      },
    ];
  });
}

/** One line for each call: `200 GET /v1/items?page=1 12 ms`. */
export const printCalls = (calls: readonly PageCall[]): string =>
  calls
    .map(
      ({ method, answer: { status, url, ms } }) =>
        `${status} ${method} ${url.pathname}${url.search} ${Math.round(ms)} ms`,
    )
    .join('\n');

/** Milliseconds from the request for a page. */
export interface PageTimes {
  readonly url: string;
  /** To the first byte of its answer. */
  readonly firstByte: number;
  /** To the largest thing that it paints (https://web.dev/articles/lcp); undefined where the browser does not tell. */
  readonly largestPaint: number | undefined;
}

export interface PageBudget {
  readonly firstByte?: number;
  readonly largestPaint?: number;
}

/** What is called good: https://web.dev/articles/ttfb, https://web.dev/articles/lcp. */
const GOOD = { firstByte: 800, largestPaint: 2_500 } as const;

const MEASURED = [
  { time: 'firstByte', code: 'page.first-byte', what: 'the first byte' },
  { time: 'largestPaint', code: 'page.largest-paint', what: 'the largest paint' },
] as const;

/** Judges how long one opening of a page took. It proves nothing, so an overrun merely warns. Pure. */
export function judgePageTimes(times: PageTimes, service: string, budget: PageBudget = {}): Coded[] {
  return MEASURED.flatMap(({ time, code, what }) => {
    const [took, limit] = [times[time], budget[time] ?? GOOD[time]];
    if (took === undefined || took <= limit) return [];
    return [
      {
        code,
        severity: 'warn' as const,
        cause: 'slow' as const,
        service,
        expected: `${what} within ${limit} ms`,
        actual: `after ${Math.round(took)} ms`,
        hint: `open ${times.url} and look at its network panel: what does it wait for?`,
        evidence: { route: `GET ${times.url}` },
      },
    ];
  });
}
