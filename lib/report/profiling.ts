import type { Preparation } from '../run/preparation.js';
import type { Sample } from '../run/records.js';
import { byText, grouped } from '../verdict/canonical.js';
import { percentile } from '../probes/percentile.js';
import type { Results } from './results.js';

/** Milliseconds up to which answers are counted: what Prometheus' clients have by default. */
const BUCKETS_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000] as const;

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

/** A route's name: with its service where several are asked for the same, such as for their health. */
function nameIn(samples: readonly Sample[]): (sample: Sample) => string {
  const services = new Map(
    [...grouped(samples, ({ route }) => route)].map(([route, of]) => [
      route,
      new Set(of.map(({ service }) => service)),
    ]),
  );
  return ({ route, service }) =>
    (services.get(route)?.size ?? 0) > 1 ? `${route} (${service ?? 'no service'})` : route;
}

/** Milliseconds that the 95th percentile of a route may be. */
export interface RouteLimits {
  /** Of all routes of a service. */
  readonly services: Readonly<Record<string, number>>;
  /** Of single routes. */
  readonly routes: Readonly<Record<string, number>>;
  /** What is called slow where nothing is stated. */
  readonly slow: number;
}

export const limitsOf = ({ budgets, profile: { routes, slow_ms } }: Preparation): RouteLimits => ({
  services: budgets,
  routes,
  slow: slow_ms,
});

/** What was answered, without the first answer of each route: it warmed the route up. One that is alone is all that is known. */
function warmed(samples: readonly Sample[]): readonly Sample[] {
  const [, ...warm] = samples.toSorted((a, b) => byText(a.at, b.at));
  return warm.length === 0 ? samples : warm;
}

type Times = Profile['endpoints'][string];
type Profile = Omit<Results['profiling'], 'platform'>;

/** Response times by route, and the routes whose 95th percentile exceeds their budget, or what is called slow. Pure. */
export function profile(samples: readonly Sample[], limits: RouteLimits): Profile {
  const answered = samples.filter(({ status }) => status !== null);
  const routes = [...grouped(answered, nameIn(answered))].toSorted(([a], [b]) => byText(a, b));
  const measured = routes.map(([route, all]) => {
    const of = warmed(all);
    const times = of.map(({ ms }) => ms).toSorted((a, b) => a - b);
    const [p50_ms = 0, p95_ms = 0, p99_ms = 0] = [50, 95, 99].map((percent) => rounded(percentile(times, percent)));
    const service = of[0]?.service ?? null;
    const budget_ms = limits.routes[route] ?? limits.services[service ?? ''] ?? null;
    const sum_ms = rounded(times.reduce((sum, ms) => sum + ms, 0));
    const buckets = BUCKETS_MS.map((le_ms) => ({ le_ms, count: times.filter((ms) => ms <= le_ms).length }));
    return [route, { count: times.length, p50_ms, p95_ms, p99_ms, sum_ms, buckets, service, budget_ms }] as const;
  });
  return {
    endpoints: Object.fromEntries(measured),
    slow_endpoints: measured.flatMap(([route, { p95_ms, budget_ms }]) => {
      const limit = budget_ms ?? limits.slow;
      return p95_ms > limit ? [{ route, p95_ms, budget_ms: limit }] : [];
    }),
  };
}

/**
 * The profiles of several shards together. Counts and sums are exact; percentiles cannot be put together, so that the largest
 * stands, which is never too small. Pure.
 */
export function mergeProfiles(profiles: ReadonlyArray<Results['profiling']>): Results['profiling'] {
  const routes = grouped(
    profiles.flatMap(({ endpoints }) => Object.entries(endpoints)),
    ([route]) => route,
  );
  return {
    endpoints: Object.fromEntries(
      [...routes].map(([route, of]) => [route, of.map(([, times]) => times).reduce(bothTimes)]),
    ),
    slow_endpoints: profiles.flatMap(({ slow_endpoints }) => slow_endpoints),
    platform: profiles.find(({ platform }) => platform !== null)?.platform ?? null,
  };
}

const bothTimes = (a: Times, b: Times): Times => ({
  ...a,
  count: a.count + b.count,
  p50_ms: Math.max(a.p50_ms, b.p50_ms),
  p95_ms: Math.max(a.p95_ms, b.p95_ms),
  p99_ms: Math.max(a.p99_ms, b.p99_ms),
  sum_ms: rounded(a.sum_ms + b.sum_ms),
  buckets: a.buckets.map(({ le_ms, count }, place) => ({ le_ms, count: count + (b.buckets[place]?.count ?? 0) })),
});
