import { byText, grouped } from '../../verdict/canonical.js';
import { type Entry, secondsOf } from './entry.js';
import { generalNoise, type Usual, usualOf } from './usual.js';

/** A check that failed in a run after it had passed when it was executed before. */
export interface Flip {
  readonly check: string;
  readonly run_id: string;
  readonly started_at: string;
  readonly build: string | null;
}

/** A check that does not always come to the same. */
export interface Flake {
  readonly check: string;
  readonly unstable: number;
  readonly executed: number;
  /** `unstable / executed`. */
  readonly rate: number;
}

/** What became of alarms: runs in a row that were not promoted. */
export interface Alarms {
  readonly count: number;
  readonly ended: number;
  readonly false: number;
  /** `false / ended`; null while none has ended. */
  readonly false_alarm_rate: number | null;
  /** Null while there was none. */
  readonly mean_time_to_detect_s: number | null;
}

/** What the runs of a target in one environment tell together. */
export interface Trends {
  readonly target: string;
  readonly environment: string;
  /** Oldest first. */
  readonly runs: ReadonlyArray<
    Pick<Entry, 'run_id' | 'started_at' | 'build' | 'decision'> & { readonly duration_s: number }
  >;
  readonly alarms: Alarms;
  /** Newest first. */
  readonly flips: readonly Flip[];
  /** The least stable first. */
  readonly flakes: readonly Flake[];
  /** The slowest against what is usual first; `p50_ms` of all runs, oldest first. */
  readonly routes: ReadonlyArray<{ readonly route: string; readonly p50_ms: readonly number[] } & Partial<Usual>>;
}

/** The trends of each environment in a target's history. Pure. */
export const trendsOf = (entries: readonly Entry[]): Trends[] =>
  [...grouped(entries, ({ environment }) => environment)].map(([environment, of]) => ({
    target: of.at(-1)?.target ?? '',
    environment,
    runs: of.map(({ run_id, started_at, completed_at, build, decision }) => ({
      run_id,
      started_at,
      build,
      decision,
      duration_s: secondsOf({ started_at, completed_at }),
    })),
    alarms: alarmsOf(of),
    flips: flipsOf(of),
    flakes: flakesOf(of),
    routes: routesOf(of),
  }));

/**
 * Pass-to-fail flips: a check failed by itself, and in the last run before that executed it, it passed. Runs that could not execute
 * it, or in which a service took it down, tell nothing of it and are passed over. Pure.
 */
export function flipsOf(entries: readonly Entry[]): Flip[] {
  const passed = new Set<string>();
  const flips = entries.flatMap(({ checks, run_id, started_at, build }) => {
    const flipped = checks.failed.filter((check) => passed.has(check));
    for (const check of [...checks.failed, ...checks.flaky]) passed.delete(check);
    for (const check of checks.passed) passed.add(check);
    return flipped.map((check) => ({ check, run_id, started_at, build }));
  });
  return flips.toReversed();
}

/**
 * Flake rates: `unstable / executed`. A run executed a check in which it passed, failed by itself, or was flaky; it was unstable in
 * those where it was flaky, and where it failed with a build with which it passed in another run: nothing but the check, or luck,
 * was different. What failed because a service was down is no flake. Pure.
 */
export function flakesOf(entries: readonly Entry[]): Flake[] {
  const passedWith = new Set(
    entries.flatMap(({ build, checks }) => (build === null ? [] : checks.passed.map((check) => `${build} ${check}`))),
  );
  const runs = entries.flatMap(({ build, checks }) => [
    ...checks.passed.map((check) => ({ check, unstable: false })),
    ...checks.flaky.map((check) => ({ check, unstable: true })),
    ...checks.failed.map((check) => ({ check, unstable: passedWith.has(`${build} ${check}`) })),
  ]);
  return [...grouped(runs, ({ check }) => check)]
    .map(([check, of]) => {
      const unstable = of.filter((each) => each.unstable).length;
      return { check, unstable, executed: of.length, rate: unstable / of.length };
    })
    .filter(({ unstable }) => unstable > 0)
    .toSorted((a, b) => b.rate - a.rate || byText(a.check, b.check));
}

/**
 * Alarms: longest rows of runs that were not promoted. One ends with the next run that is.
 *
 * - Mean time to detect: the mean over all alarms of `completed(first run of the alarm) - begin`, where the break began at the
 *   latest when that run started if its build is another than that of the good run before (it came with the deployment), and at
 *   the earliest when the good run before was completed if it is the same (so that it is an upper bound). Alarms without a good
 *   run before are left out.
 * - False-alarm rate: `false / ended`. Taken for false is an alarm that ended with the build with which it began while no
 *   service was seen failing in it: nothing was mended, and the red went away. Without a known build none is false.
 *
 * Pure.
 */
export function alarmsOf(entries: readonly Entry[]): Alarms {
  const alarms = entries.flatMap((entry, place) => {
    const before = entries[place - 1];
    if (entry.decision === 'promote' || (before !== undefined && before.decision !== 'promote')) return [];
    const after = entries.findIndex(({ decision }, later) => later > place && decision === 'promote');
    const during = entries.slice(place, after < 0 ? undefined : after);
    return [{ first: entry, before, during, after: entries[after] }];
  });
  const ended = alarms.filter(({ after }) => after !== undefined);
  const wrong = ended.filter(
    ({ first, during, after }) =>
      first.build !== null &&
      [...during, after].every((entry) => entry?.build === first.build) &&
      during.every(({ incidents }) => incidents.every(({ kind, suspected }) => kind === 'check' || suspected)),
  );
  const times = alarms.flatMap(({ first, before }) => {
    if (before === undefined) return [];
    const begin = first.build === before.build ? before.completed_at : first.started_at;
    return [secondsOf({ started_at: begin, completed_at: first.completed_at })];
  });
  return {
    count: alarms.length,
    ended: ended.length,
    false: wrong.length,
    false_alarm_rate: ended.length === 0 ? null : wrong.length / ended.length,
    mean_time_to_detect_s: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length,
  };
}

function routesOf(entries: readonly Entry[]): Trends['routes'] {
  const names = new Set(entries.flatMap(({ routes }) => Object.keys(routes)));
  const all = [...names].map((route) => {
    const measured = entries.filter(({ routes }) => routes[route] !== undefined);
    const times = (some: readonly Entry[]): number[] => some.flatMap(({ routes }) => routes[route]?.p50_ms ?? []);
    const good = measured.slice(0, -1).filter(({ decision }) => decision === 'promote');
    const count = measured.at(-1)?.routes[route]?.count ?? 0;
    return { route, count, p50_ms: times(measured), past: times(good) };
  });
  const general = generalNoise(all.map(({ past }) => past));
  return all
    .map(({ route, count, p50_ms, past }) => ({ route, p50_ms, ...usualOf(past, { percent: 50, count, general }) }))
    .toSorted((a, b) => slowdown(b) - slowdown(a) || last(b) - last(a));
}

const last = ({ p50_ms }: Trends['routes'][number]): number => p50_ms.at(-1) ?? 0;

const slowdown = (route: Trends['routes'][number]): number =>
  route.usual_ms === undefined || route.usual_ms === 0 ? 0 : last(route) / route.usual_ms;
