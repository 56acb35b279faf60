import { parseJson } from '../target/json.js';
import type { HealthWords } from '../target/services.js';
import { type HealthState, LONGEST_WORD, stateOfWord, worst } from './health-words.js';

/** One part that a health report speaks of: a check, a dependency, a component. */
export interface HealthPart {
  readonly name: string;
  readonly state: HealthState;
  /** The word that it used. */
  readonly said: string;
}

/** What a health body says. */
export interface HealthReport {
  /** `unstated`: it names no state, neither of its own nor of a part; `none`: it is no report at all. */
  readonly state: HealthState | 'unstated' | 'none';
  /** The word that it used for itself. */
  readonly said: string;
  readonly parts: readonly HealthPart[];
}

interface Statement {
  readonly state: HealthState;
  readonly said: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Where reports keep their own state and where their parts, and where a part in a list keeps its name. */
const OWN = ['status', 'state', 'health', 'healthy', 'ok', 'success'];
const NESTED = ['checks', 'dependencies', 'services', 'components', 'details', 'entries', 'results'];
/** Some wrap their report in another. */
const WRAPPERS = ['data', 'health', 'status'];
const NAMES = ['name', 'service', 'component', 'id', 'key'];

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads a health body in any of the usual dialects: a word, JSON with a status, parts nested or not, or nothing. Pure. */
export function readHealth(text: string, words: HealthWords = {}): HealthReport {
  const body = text.trim();
  if (body === '') return { state: 'unstated', said: '', parts: [] };
  const json = parsed(body);
  if (json === undefined) return readText(body, words);
  if (Array.isArray(json)) return reportOf([], partsIn(json, words), body);
  if (isFields(json)) return readFields(json, words, body);
  return reportOf(stated(json, words), [], body);
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** A page for people, such as one of maintenance, is no report, whatever its status. */
function readText(body: string, words: HealthWords): HealthReport {
  const state = stateOfWord(body, words);
  const isWord = state !== 'unknown' || (body.length <= LONGEST_WORD && !/[<\n]/.test(body));
  return { state: isWord ? state : 'none', said: body.slice(0, LONGEST_WORD), parts: [] };
}

function readFields(json: Fields, words: HealthWords, body: string): HealthReport {
  const reports = [json, ...WRAPPERS.map((key) => json[key])].filter(isFields);
  const own = reports.flatMap((report) => ownIn(report, words));
  const parts = reports.flatMap((report) => [
    ...NESTED.flatMap((key) => partsIn(report[key], words)),
    ...loosePartsIn(report, words),
  ]);
  const told = own.length > 0 || parts.length > 0 ? own : reports.flatMap(({ error }) => erroneous(error));
  const report = reportOf(told, parts, body);
  // An object that speaks of something else says at least that the route works.
  return report.state === 'none' ? { ...report, state: 'unstated', said: '' } : report;
}

/** An own state speaks for the whole; without one, the worst part does. */
function reportOf(own: readonly Statement[], all: readonly HealthPart[], body: string): HealthReport {
  const parts = onePerName(all);
  const worstPart = worst(parts.filter(({ state: known }) => known !== 'unknown'));
  const { state, said } = worst(own) ?? { state: worstPart?.state ?? 'none', said: '' };
  return { state, said: state === 'none' ? body.slice(0, LONGEST_WORD) : said, parts };
}

function onePerName(parts: readonly HealthPart[]): HealthPart[] {
  const worstOf = new Map<string, HealthPart>();
  for (const part of parts) {
    const known = worstOf.get(part.name);
    worstOf.set(part.name, known === undefined ? part : (worst([known, part]) ?? part));
  }
  return [...worstOf.values()];
}

/** What a word, or a yes or no, says. */
function stated(value: unknown, words: HealthWords): Statement[] {
  if (typeof value === 'string' && value !== '')
    return [{ state: stateOfWord(value, words), said: value.slice(0, LONGEST_WORD) }];
  return typeof value === 'boolean' ? [{ state: value ? 'healthy' : 'unhealthy', said: String(value) }] : [];
}

/** The state that a report or a part keeps of its own. */
const ownIn = (fields: Fields, words: HealthWords): Statement[] =>
  OWN.flatMap((key) => [...stated(fields[key], words), ...statusOf(fields[key])]);

/** Some repeat a status of HTTP in their body. */
const statusOf = (value: unknown): Statement[] =>
  typeof value === 'number' && value >= 100 && value <= 599
    ? [{ state: value < 400 ? 'healthy' : 'unhealthy', said: String(value) }]
    : [];

const erroneous = (error: unknown): Statement[] =>
  typeof error === 'string' && error !== ''
    ? [{ state: 'unhealthy', said: error.slice(0, LONGEST_WORD) }]
    : isFields(error) && Object.keys(error).length > 0
      ? [{ state: 'unhealthy', said: 'error' }]
      : [];

/** The parts of a list, or of an object by their names. */
function partsIn(value: unknown, words: HealthWords): HealthPart[] {
  if (Array.isArray(value)) {
    return value.filter(isFields).flatMap((part) => {
      const name = NAMES.map((key) => part[key]).find((each) => typeof each === 'string');
      return name === undefined ? [] : partNamed(name, part, words);
    });
  }
  return isFields(value) ? Object.entries(value).flatMap(([name, part]) => partNamed(name, part, words)) : [];
}

/** A part is a word, an object with a state, or (as in the draft of health+json) a list of such objects. */
function partNamed(name: string, part: unknown, words: HealthWords): HealthPart[] {
  const said = [part].flat().flatMap((each) => (isFields(each) ? ownIn(each, words) : stated(each, words)));
  const most = worst(said);
  return most === undefined ? [] : [{ name: name.slice(0, LONGEST_WORD), ...most }];
}

/** Parts that stand beside the status, as in `{ status: 'ok', database: 'disconnected' }`: only words that are known. */
function loosePartsIn(report: Fields, words: HealthWords): HealthPart[] {
  return Object.entries(report)
    .filter(
      ([name, value]) =>
        ![...OWN, ...NESTED, ...WRAPPERS].includes(name) && (typeof value === 'string' || isFields(value)),
    )
    .flatMap(([name, value]) => partNamed(name, value, words))
    .filter(({ state }) => state !== 'unknown');
}
