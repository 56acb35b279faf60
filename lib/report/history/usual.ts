/** Runs in which a route must have been measured before anything is usual for it. */
const ENOUGH = 5;
/** Good runs that are compared with. */
export const WINDOW = 20;
/** How many deviations from the usual are still noise. Times have long tails: three, as of a bell curve, would not do. */
const DEVIATIONS = 8;
/** What nobody would call slower, however steady the past. */
const RATIO = 1.5;
/** What a busy machine may delay a single answer, in milliseconds; many answers are not delayed so by accident. */
const HICCUP_MS = 300;
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
function noiseOf(times: readonly number[]): number {
  const recent = times.slice(-WINDOW);
  const middle = median(recent);
  return (CONSISTENT * median(recent.map((time) => Math.abs(time - middle)))) / middle;
}

/** The middle of what each route deviates. Pure. */
export const generalNoise = (routes: ReadonlyArray<readonly number[]>): number =>
  median(routes.map(noiseOf).filter(Number.isFinite));

/** What is compared: a percentile of so many answers, and the deviation that routes in general have. */
export interface Compared {
  readonly percent: number;
  readonly count: number;
  readonly general: number;
}

/**
 * What a route usually takes, by a percentile of its earlier runs, newest last; undefined while they are too few. Slower is what
 * exceeds `max(m + 8 * m * noise, 1.5 * m, m + 300 ms / sqrt(beyond))`, where m is the median of the last 20, noise the larger of
 * the route's own and that of routes in general (a few times may be alike by chance), and `beyond` how many answers lie beyond
 * the percentile. Pure.
 */
export function usualOf(times: readonly number[], { percent, count, general }: Compared): Usual | undefined {
  const recent = times.slice(-WINDOW);
  if (recent.length < ENOUGH) return undefined;
  const middle = median(recent);
  const noise = Math.max(noiseOf(recent), general);
  const hiccup = HICCUP_MS / Math.sqrt(count * (1 - percent / 100));
  const limit = Math.max(middle * (1 + DEVIATIONS * noise), middle * RATIO, middle + hiccup);
  return { usual_ms: rounded(middle), limit_ms: rounded(limit) };
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;
