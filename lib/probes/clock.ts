import type { Coded } from './codes.js';
import { evidenceOf, type HttpFacts, judgeAnswered } from './http.js';

/** Seconds that the clocks may differ. */
export const MOST_CLOCK_SKEW = 5;

/**
 * Judges the clock that an answer's Date header tells against ours at the middle of the exchange. The header has whole
 * seconds (RFC 9110, 6.6.1), so that up to one second is no difference. Pure.
 */
export function judgeClock(facts: HttpFacts, service: string, receivedAt: Date): Coded[] {
  if (facts.failure !== null) return judgeAnswered(facts, service);
  const base = { service, evidence: { ...evidenceOf(facts), date: facts.headers.get('date') ?? '' } };
  // A cache in front repeats the moment at which the answer was made, and says how long ago that was (RFC 9111, 5.1).
  const told = Date.parse(facts.headers.get('date') ?? '') + 1_000 * Number(facts.headers.get('age') ?? 0);
  if (Number.isNaN(told)) {
    return [
      {
        ...base,
        code: 'clock.no-date',
        severity: 'warn',
        cause: 'misconfigured',
        expected: 'a Date header',
        actual: 'none, so that the clock cannot be compared',
        hint: `\`curl -I ${facts.url.href}\``,
      },
    ];
  }
  const behind = (receivedAt.getTime() - facts.ms / 2 - told) / 1_000;
  const skew = behind > 0 ? Math.max(0, behind - 1) : behind;
  if (Math.abs(skew) < MOST_CLOCK_SKEW) return [];
  return [
    {
      ...base,
      code: 'clock.off',
      severity: 'fail',
      cause: 'misconfigured',
      expected: `a clock less than ${MOST_CLOCK_SKEW} s from ours`,
      actual: `${Math.abs(Math.round(skew))} s ${skew > 0 ? 'behind' : 'ahead'}`,
      hint: '`date -u` on both machines, `timedatectl` on the one that is wrong',
    },
  ];
}
