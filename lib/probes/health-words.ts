import type { HealthWords } from '../target/services.js';

/** What a word or a report says of a service. */
export type HealthState = 'healthy' | 'degraded' | 'unhealthy' | 'unknown';

const HEALTHY = [
  'ok',
  'healthy',
  'up',
  'pass',
  'passing',
  'alive',
  'ready',
  'available',
  'running',
  'connected',
  'green',
];
const DEGRADED = ['warning', 'warn', 'degraded', 'yellow'];
const UNHEALTHY = [
  'unhealthy',
  'error',
  'down',
  'dead',
  'unavailable',
  'disconnected',
  'not_ready',
  'not ready',
  'fail',
  'failed',
  'failing',
  'critical',
  'red',
  'out_of_service',
];

/** The state that a word names, in any case; `unknown` for one that neither the suite nor the target knows. */
export function stateOfWord(word: string, words: HealthWords = {}): HealthState {
  const spoken = word.trim().toLowerCase();
  const among = (known: readonly string[], own: readonly string[] = []) =>
    [...known, ...own.map((each) => each.toLowerCase())].includes(spoken);
  // The target's own words win: it knows what it means by them.
  if (words.unhealthy?.some((each) => each.toLowerCase() === spoken) === true) return 'unhealthy';
  if (words.degraded?.some((each) => each.toLowerCase() === spoken) === true) return 'degraded';
  if (among(HEALTHY, words.healthy)) return 'healthy';
  if (among(DEGRADED)) return 'degraded';
  return among(UNHEALTHY) ? 'unhealthy' : 'unknown';
}
