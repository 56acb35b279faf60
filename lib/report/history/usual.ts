/** Runs in which a route must have been measured before anything is usual for it. */
const ENOUGH = 5;
/** Good runs that are compared with. */
export const WINDOW = 20;
/** How many deviations from the usual are still noise. Times have long tails: three, as of a bell curve, would not do. */
const DEVIATIONS = 8;
/** What nobody would call slower, however steady the past: half as much again, and this many milliseconds. */
const RATIO = 1.5;
const FLOOR_MS = 25;
/** Makes the median absolute deviation of normally distributed values their standard deviation (Rousseeuw & Croux 1993). */
const CONSISTENT = 1.4826;

/** The middle of some numbers; NaN of none. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? Number.NaN) + (sorted[Math.ceil(middle)] ?? Number.NaN)) / 2;
}

/** What is usual for a route, in milliseconds, and from where on it is slower than that. */
export interface Usual {
  readonly usual_ms: number;
  readonly limit_ms: number;
}

/** The deviation of some times as a share of their middle, `1.4826 * median(|t - median(t)|) / median(t)`; NaN of none. Pure. */
export function noiseOf(times: readonly number[]): number {
  const recent = times.slice(-WINDOW);
  const middle = median(recent);
  return (CONSISTENT * median(recent.map((time) => Math.abs(time - middle)))) / middle;
}

/**
 * What a route usually takes, by its earlier times, newest last; undefined while they are too few. Slower is what exceeds
 * `max(m + 8 * m * noise, 1.5 * m, m + 25 ms)`, where m is the median of the last 20, and noise the larger of the route's own
 * and what is given: that of routes in general, because a few times may be alike by chance. Pure.
 */
export function usualOf(times: readonly number[], general: number): Usual | undefined {
  const recent = times.slice(-WINDOW);
  if (recent.length < ENOUGH) return undefined;
  const middle = median(recent);
  const noise = Math.max(noiseOf(recent), general);
  const limit = Math.max(middle * (1 + DEVIATIONS * noise), middle * RATIO, middle + FLOOR_MS);
  return { usual_ms: rounded(middle), limit_ms: rounded(limit) };
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
