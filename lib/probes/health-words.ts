import type { HealthWords } from '../target/services.js';

/** What a word or a report says of a service. */
export type HealthState = 'healthy' | 'degraded' | 'unhealthy' | 'unknown';

/** The words of health routes that were met in real platforms, as `spoken` makes them. */
export const KNOWN_WORDS = {
  healthy: [
    'ok',
    'okay',
    'healthy',
    'up',
    'pass',
    'passing',
    'alive',
    'live',
    'ready',
    'available',
    'running',
    'connected',
    'serving',
    'operational',
    'online',
    'success',
    'good',
    'green',
    'pong',
  ],
  degraded: ['warning', 'warn', 'degraded', 'partial', 'impaired', 'yellow'],
  unhealthy: [
    'unhealthy',
    'error',
    'down',
    'dead',
    'unavailable',
    'disconnected',
    'not_ready',
    'not_connected',
    'not_serving',
    'not_ok',
    'ko',
    'fail',
    'failed',
    'failing',
    'failure',
    'critical',
    'red',
    'offline',
    'stopped',
    'starting',
    'maintenance',
    'timeout',
    'unreachable',
    'out_of_service',
  ],
} as const satisfies Required<HealthWords>;

/** A word without what dialects differ in: case, surrounding space, a last full stop, and how its parts are joined. */
const spoken = (word: string): string =>
  word
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '')
    .replace(/[\s-]+/g, '_');

/** The longest text that may be a word, and not a page for people. */
export const LONGEST_WORD = 60;

/** The state that a word names; `unknown` for one that neither the suite nor the target knows. */
export function stateOfWord(word: string, own: HealthWords = {}): HealthState {
  if (word.length > LONGEST_WORD) return 'unknown';
  const said = spoken(word);
  const among = (words: readonly string[] = []): boolean => words.some((each) => spoken(each) === said);
  // The target's own words win: it knows what it means by them.
  for (const words of [own, KNOWN_WORDS]) {
    if (among(words.unhealthy)) return 'unhealthy';
    if (among(words.degraded)) return 'degraded';
    if (among(words.healthy)) return 'healthy';
  }
  return 'unknown';
}

const FROM_BEST = ['unknown', 'healthy', 'degraded', 'unhealthy'] as const satisfies readonly HealthState[];

/** The worst of what was said; undefined when nothing was. */
export const worst = <T extends { readonly state: HealthState }>(said: readonly T[]): T | undefined =>
  said.toSorted((a, b) => FROM_BEST.indexOf(b.state) - FROM_BEST.indexOf(a.state))[0];
