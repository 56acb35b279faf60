import type { HttpClient } from '../clients/http.js';
import { percentile } from './percentile.js';
import type { Finding } from './finding.js';
import { type HttpFacts, judgeAnswered, observeHttp } from './http.js';

export interface TimeFacts {
  readonly url: URL;
  /** Milliseconds of each warm answer, as measured. */
  readonly times: readonly number[];
  /** The first request that got no answer. */
  readonly unanswered: HttpFacts | null;
}

/** Asks a route so often, one after the other, after one request that warms it up. Ends at the first without an answer. */
export async function observeResponseTime(http: HttpClient, url: URL, samples: number): Promise<TimeFacts> {
  const times: number[] = [];
  for (let asked = 0; asked <= samples; asked++) {
    const facts = await observeHttp(http, url);
    if (facts.failure !== null) return { url, times, unanswered: facts };
    if (asked > 0) times.push(facts.ms);
  }
  return { url, times, unanswered: null };
}

export interface TimeLimits {
  /** Milliseconds. */
  readonly p95?: number;
  /** An overrun fails, provided that it is proved by enough samples, twice in a row. */
  readonly enforce?: boolean;
}

/** Fewer samples than this prove no overrun. */
export const ENOUGH_SAMPLES = 20;

/**
 * Judges response times against a budget. An overrun warns; where the target enforces its budget it fails when both
 * halves of the samples, 20 or more each, exceed it. Pure.
 */
export function judgeResponseTime(facts: TimeFacts, service: string, limits: TimeLimits): Finding[] {
  if (facts.unanswered !== null) return judgeAnswered(facts.unanswered, service);
  const { p95: budget } = limits;
  if (budget === undefined || facts.times.length === 0) return [];
  const p95 = percentileOf(facts.times);
  if (p95 <= budget) return [];
  const middle = Math.floor(facts.times.length / 2);
  const halves = [facts.times.slice(0, middle), facts.times.slice(middle)];
  const proved = halves.every((half) => half.length >= ENOUGH_SAMPLES && percentileOf(half) > budget);
  return [
    {
      code: 'time.over-budget',
      severity: limits.enforce === true && proved ? 'fail' : 'warn',
      cause: 'slow',
      service,
      expected: `95 of 100 answers within ${budget} ms`,
      actual: `within ${Math.round(p95)} ms (${facts.times.length} samples)`,
      hint: `compare with earlier runs; what does ${service} wait for?`,
      evidence: { route: `GET ${facts.url.href}`, samples: facts.times.map((ms) => Math.round(ms)).join(' ') },
    },
  ];
}

const percentileOf = (times: readonly number[]): number =>
  percentile(
    times.toSorted((a, b) => a - b),
    95,
  );
