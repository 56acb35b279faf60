import type { HttpClient } from '../clients/http.js';
import { percentile } from './percentile.js';
import type { Coded } from './codes.js';
import { type HttpFacts, judgeAnswered, observeHttp } from './http.js';

export interface TimeFacts {
  /** What was asked: `GET https://shop.example/items`. */
  readonly route: string;
  /** Milliseconds of each warm answer, as measured. */
  readonly times: readonly number[];
  /** The first request that got no answer. */
  readonly unanswered: HttpFacts | null;
}

/** Asks a route so often, one after the other, after one request that warms it up. Ends at the first without an answer. */
export async function observeResponseTime(http: HttpClient, url: URL, samples: number): Promise<TimeFacts> {
  const route = `GET ${url.href}`;
  const times: number[] = [];
  for (let asked = 0; asked <= samples; asked++) {
    const facts = await observeHttp(http, url);
    if (facts.failure !== null) return { route, times, unanswered: facts };
    if (asked > 0) times.push(facts.ms);
  }
  return { route, times, unanswered: null };
}

export interface TimeLimits {
  /** Milliseconds that 95 of 100 answers may take. */
  readonly p95?: number;
  /** Milliseconds that 99 of 100 answers may take. */
  readonly p99?: number;
  /** An overrun fails, provided that it is proved by enough samples, twice in a row. */
  readonly enforce?: boolean;
}

/** Fewer samples than this prove no overrun. */
export const ENOUGH_SAMPLES = 20;

/**
 * Judges response times against a budget. An overrun warns; where the target enforces its budget it fails when both
 * halves of the samples, 20 or more each, exceed it. Pure.
 */
export function judgeResponseTime(facts: TimeFacts, service: string, limits: TimeLimits): Coded[] {
  if (facts.unanswered !== null) return judgeAnswered(facts.unanswered, service);
  const { p95, p99, enforce = false } = limits;
  return [
    ...judgePercentile(facts, service, { percent: 95, budget: p95, enforce }),
    ...judgePercentile(facts, service, { percent: 99, budget: p99, enforce }),
  ];
}

interface Limit {
  readonly percent: number;
  readonly budget: number | undefined;
  readonly enforce: boolean;
}

function judgePercentile({ route, times }: TimeFacts, service: string, { percent, budget, enforce }: Limit): Coded[] {
  const within = (some: readonly number[]): number =>
    percentile(
      some.toSorted((a, b) => a - b),
      percent,
    );
  if (budget === undefined || times.length === 0 || within(times) <= budget) return [];
  const middle = Math.floor(times.length / 2);
  const proved = [times.slice(0, middle), times.slice(middle)].every(
    (half) => half.length >= ENOUGH_SAMPLES && within(half) > budget,
  );
  return [
    {
      code: 'time.over-budget',
      severity: enforce && proved ? 'fail' : 'warn',
      cause: 'slow',
      service,
      expected: `${percent} of 100 answers within ${budget} ms`,
      actual: `within ${Math.round(within(times))} ms (${times.length} samples)`,
      hint: `compare with earlier runs; what does ${service} wait for?`,
      evidence: { route, samples: times.map((ms) => Math.round(ms)).join(' ') },
    },
  ];
}
