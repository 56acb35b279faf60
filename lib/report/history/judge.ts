import type { Coded } from '../../probes/codes.js';
import { ENOUGH_SAMPLES } from '../../probes/response-time.js';
import { grouped } from '../../verdict/canonical.js';
import type { Results } from '../results.js';
import { type Entry, secondsOf } from './entry.js';
import type { Past } from './past.js';
import { generalNoise, usualOf, WINDOW } from './usual.js';

/** What the past makes of a run: warnings at most, never more. */
export interface JudgedByPast {
  readonly findings: readonly Coded[];
  readonly past: Past;
}

/** Holds a run against the earlier ones of its target, oldest first; those of another environment are left out. Pure. */
export function judgeByPast(results: Results, entries: readonly Entry[]): JudgedByPast {
  const earlier = entries.filter(
    ({ environment, run_id, started_at }) =>
      environment === results.environment && run_id !== results.run_id && started_at <= results.started_at,
  );
  const good = earlier.filter(({ decision }) => decision === 'promote');
  const routes = routesOf(results, good.slice(-WINDOW));
  const lastGood = good.at(-1);
  return {
    // Whom a service fails is slow or quick for that reason, and it has been told already.
    findings: results.incidents.some(({ kind }) => kind === 'service') ? [] : slowerRoutes(results, routes),
    past: {
      runs: earlier.length,
      recent: earlier.slice(-WINDOW).map((entry) => ({
        ...runOf(entry),
        decision: entry.decision,
        duration_s: secondsOf(entry),
      })),
      last_good: lastGood === undefined ? null : runOf(lastGood),
      turned_red: turnedRed(results, earlier),
      since: sinceOf(results, earlier),
      routes,
    },
  };
}

const runOf = ({ run_id, started_at, build }: Entry) => ({ run_id, started_at, build });

function routesOf({ profiling }: Results, good: readonly Entry[]): Past['routes'] {
  const measured = Object.entries(profiling.endpoints).map(([route, { count }]) => {
    const times = good.flatMap(({ routes }) => routes[route] ?? []);
    return { route, count, p50_ms: times.map((each) => each.p50_ms), p95_ms: times.map((each) => each.p95_ms) };
  });
  const noise50 = generalNoise(measured.map(({ p50_ms }) => p50_ms));
  const noise95 = generalNoise(measured.map(({ p95_ms }) => p95_ms));
  return Object.fromEntries(
    measured.flatMap(({ route, count, p50_ms, p95_ms }) => {
      const p50 = usualOf(p50_ms, { percent: 50, count, general: noise50 });
      const p95 = usualOf(p95_ms, { percent: 95, count, general: noise95 });
      return p50 === undefined || p95 === undefined ? [] : [[route, { p50, p95, p50_ms, p95_ms }]];
    }),
  );
}

interface Slower {
  readonly route: string;
  readonly service: string;
  readonly percent: number;
  readonly ms: number;
  readonly usual_ms: number;
}

/** How many slower routes of a service are named. */
const NAMED = 5;

/** One warning for each service: when everything is slower, a line for every route would hide what it says. */
function slowerRoutes({ profiling }: Results, routes: Past['routes']): Coded[] {
  const slower = Object.entries(profiling.endpoints).flatMap(([route, times]): Slower[] => {
    const known = routes[route];
    if (known === undefined) return [];
    const base = { route, service: times.service ?? 'origin' };
    if (times.p50_ms > known.p50.limit_ms)
      return [{ ...base, percent: 50, ms: times.p50_ms, usual_ms: known.p50.usual_ms }];
    // Of few answers the 95th percentile is merely the slowest.
    return times.count >= ENOUGH_SAMPLES && times.p95_ms > known.p95.limit_ms
      ? [{ ...base, percent: 95, ms: times.p95_ms, usual_ms: known.p95.usual_ms }]
      : [];
  });
  return [...grouped(slower, ({ service }) => service)].map(([service, of]) => warningOf(service, of));
}

function warningOf(service: string, slower: readonly Slower[]): Coded {
  const worst = slower.toSorted((a, b) => b.ms / b.usual_ms - a.ms / a.usual_ms);
  const more = worst.length - NAMED;
  const named = worst.slice(0, NAMED).map(({ route, percent, ms }) => `${route} ${Math.round(ms)} ms (p${percent})`);
  return {
    code: 'time.slower-than-usual',
    severity: 'warn',
    cause: 'slow',
    service,
    expected: `about ${worst
      .slice(0, NAMED)
      .map(({ usual_ms }) => `${Math.round(usual_ms)} ms`)
      .join(', ')}, as in earlier runs`,
    actual: `${named.join(', ')}${more > 0 ? `, and ${more} more` : ''}`,
    hint: `\`firstlight history\` shows since when; what did this build change in ${service}?`,
    evidence: Object.fromEntries(
      worst.map(({ route, ms, usual_ms }) => [route, `${Math.round(ms)} ms, usually ${Math.round(usual_ms)} ms`]),
    ),
  };
}

function turnedRed({ checks }: Results, earlier: readonly Entry[]): string[] {
  const red = checks.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id);
  return red.filter((id) => lastExecuted(id, earlier)?.checks.passed.includes(id) === true);
}

const lastExecuted = (id: string, entries: readonly Entry[]): Entry | undefined =>
  entries.findLast(({ checks }) => [checks.passed, checks.failed, checks.flaky].some((ids) => ids.includes(id)));

function sinceOf({ incidents }: Results, earlier: readonly Entry[]): Past['since'] {
  return Object.fromEntries(
    incidents.flatMap(({ root }) => {
      const has = (entry: Entry): boolean => entry.incidents.some((incident) => incident.root === root);
      const unbroken = earlier.slice(earlier.findLastIndex((entry) => !has(entry)) + 1);
      const [first] = unbroken;
      return first === undefined ? [] : [[root, { ...runOf(first), runs: unbroken.length }]];
    }),
  );
}
