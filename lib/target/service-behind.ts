import { frontOf, type Target } from './target.js';

/**
 * The service behind a path of the origin: the one whose path is the longest that it is below, as `routes` says; else the one that is said to
 * provide them, or stands in front. Pure.
 */
export function serviceBehind(path: string, target: Pick<Target, 'services' | 'origin' | 'capabilities'>): string {
  const { services = {}, service } = target.capabilities.routes ?? {};
  const [longest] = Object.entries(services)
    .filter(([start]) => path.startsWith(start))
    .toSorted(([one], [other]) => other.length - one.length);
  return longest?.[1] ?? service ?? frontOf(target) ?? 'origin';
}
