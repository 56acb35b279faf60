import type { Coded } from '../probes/codes.js';
import type { ProfileFacts } from '../probes/platform-profile.js';
import { ENOUGH_SAMPLES, judgeResponseTime } from '../probes/response-time.js';
import type { Preparation } from '../run/preparation.js';
import type { Sample } from '../run/records.js';
import { byText, grouped } from '../verdict/canonical.js';
import type { RouteLimits } from './profiling.js';
import type { Results } from './results.js';

/** What is expected of a service of which nothing is stated, in milliseconds. */
const GOOD = { p95: 200, p99: 500 } as const;

/**
 * Judges what each service has answered in all, where the target states no budget of its own for it, which a check of its own judges. An
 * overrun warns; a few answers say nothing. Pure.
 */
export function judgeServices(samples: readonly Sample[], { budgets, profile: { budget } }: Preparation): Coded[] {
  const answered = samples.filter(({ status, service }) => status !== null && service !== null);
  return [...grouped(answered, ({ service }) => service ?? '')]
    .filter(([service, of]) => budgets[service] === undefined && of.length > ENOUGH_SAMPLES)
    .toSorted(([a], [b]) => byText(a, b))
    .flatMap(([service, of]) => {
      const times = of
        .toSorted((a, b) => byText(a.at, b.at))
        .slice(1)
        .map(({ ms }) => ms);
      const { p95 = GOOD.p95, p99 = GOOD.p99 } = budget;
      return judgeResponseTime({ route: 'all routes', times, unanswered: null }, service, { p95, p99 });
    });
}

/** Fewer answers of one route say nothing. */
const SOME = 5;
/** What is measured under a name of its own, such as a limit that is used up, is slow on purpose. */
const PLAIN = /^[A-Z]+ \/\S*(?: \([\w-]+\))?$/;

/**
 * Warns of routes of which half the answers take longer than is stated for them, or than what is called slow: whatever else the machine
 * had to do, such a route is slow. Pure.
 */
export function judgeRoutes(endpoints: Results['profiling']['endpoints'], limits: RouteLimits): Coded[] {
  return Object.entries(endpoints).flatMap(([route, { count, p50_ms, service, budget_ms }]): Coded[] => {
    const limit = limits.routes[route] ?? Math.max(budget_ms ?? 0, limits.slow);
    if (count < SOME || p50_ms <= limit || !PLAIN.test(route)) return [];
    return [
      {
        code: 'time.over-budget',
        severity: 'warn',
        cause: 'slow',
        service: service ?? 'origin',
        expected: `${route} within ${limit} ms`,
        actual: `half of ${count} answers take longer than ${Math.round(p50_ms)} ms`,
        hint: 'compare with earlier runs (`npx firstlight history`); where that is as it should be, state it in `profile.routes`',
        evidence: { route, samples: `${count}` },
      },
    ];
  });
}

/** What a platform has told of its processes, for the results. Pure. */
export function toldBy(facts: ProfileFacts | null): Results['profiling']['platform'] {
  if (facts === null || 'unread' in facts) return null;
  const { seedMs, services } = facts.told;
  return {
    seed_ms: seedMs,
    services: Object.entries(services)
      .map(([service, { startMs, peakMemoryBytes }]) => ({
        service,
        start_ms: startMs,
        peak_memory_bytes: peakMemoryBytes,
      }))
      .toSorted((a, b) => byText(a.service, b.service)),
  };
}
