import type { HealthWords } from '../target/services.js';
import { type HealthState, stateOfWord } from './health-words.js';
import type { HttpFacts } from './http.js';

/** One part that a health report speaks of: a check, a dependency, a component. */
export interface HealthPart {
  readonly name: string;
  readonly state: HealthState;
  /** The word that it used. */
  readonly said: string;
}

/** What a health body says. */
export interface HealthReport {
  /** `unstated`: it names no state of its own; `none`: it is no report at all. */
  readonly state: HealthState | 'unstated' | 'none';
  /** The word that it used for itself. */
  readonly said: string;
  readonly parts: readonly HealthPart[];
}

/** Where reports keep their own state, and where their parts. */
const OWN = ['status', 'state', 'health', 'healthy', 'ok'];
const NESTED = ['checks', 'dependencies', 'services', 'components', 'details', 'entries'];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a health body in any of the usual dialects: a word, JSON with a status, parts nested or not, or nothing. Pure. */
export function readHealth(text: string, words: HealthWords = {}): HealthReport {
  const body = text.trim();
  if (body === '') return { state: 'unstated', said: '', parts: [] };
  const json = parsed(body);
  if (json === undefined) {
    const state = stateOfWord(body, words);
    // A page for people, such as one of maintenance, is no report, whatever its status.
    return state === 'unknown'
      ? { state: 'none', said: body.slice(0, 60), parts: [] }
      : { state, said: body, parts: [] };
  }
  if (typeof json === 'string' || typeof json === 'boolean') return { ...ownState(json, words), parts: [] };
  if (!isObject(json)) return { state: 'none', said: body.slice(0, 60), parts: [] };
  // Some wrap everything they answer.
  const report = isObject(json['data']) && !OWN.some((key) => key in json) ? json['data'] : json;
  const own = OWN.map((key) => report[key]).find((value) => typeof value === 'string' || typeof value === 'boolean');
  const parts = NESTED.flatMap((key) => partsOf(report[key], words));
  return { ...(own === undefined ? { state: 'unstated' as const, said: '' } : ownState(own, words)), parts };
}

function parsed(text: string): unknown {
  try {
    const json: unknown = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}

function ownState(value: string | boolean, words: HealthWords): { state: HealthState; said: string } {
  if (typeof value === 'boolean') return { state: value ? 'healthy' : 'unhealthy', said: String(value) };
  return { state: stateOfWord(value, words), said: value };
}

function partsOf(value: unknown, words: HealthWords): HealthPart[] {
  if (Array.isArray(value)) {
    return value
      .filter(isObject)
      .flatMap((part) => partsOf({ [String(part['name'] ?? part['service'])]: part }, words));
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, part]) => {
    const stated = isObject(part) ? OWN.map((key) => part[key]).find((each) => each !== undefined) : part;
    if (typeof stated !== 'string' && typeof stated !== 'boolean') return [];
    return [{ name, ...ownState(stated, words) }];
  });
}

/** What a whole answer of a health route says of the service: its status and its body. Pure. */
export function stateOfAnswer(facts: Pick<HttpFacts, 'status' | 'text'>, words: HealthWords = {}): HealthReport {
  const report = readHealth(facts.text, words);
  const succeeded = facts.status >= 200 && facts.status < 300;
  if (!succeeded) return { ...report, state: 'unhealthy' };
  return report.state === 'unstated' && facts.text.trim() === '' ? { ...report, state: 'healthy' } : report;
}
