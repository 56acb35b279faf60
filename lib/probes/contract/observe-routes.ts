import type { Contract } from '../../contract/contract.js';
import { isJson, type Operation } from '../../contract/operations.js';
import { type Json, parseJson } from '../../target/json.js';
import { type HttpFacts, succeeded } from '../http.js';
import { fill, type Filled, valueInList } from './fill.js';
import { isLike } from './likeness.js';

/** One request, by somebody. Never throws for want of an answer. */
export type Ask = (method: string, path: string) => Promise<HttpFacts>;

/** What became of asking a route. */
export interface RouteFacts extends Filled {
  readonly operation: Operation;
  readonly answer: HttpFacts;
  /** Whether its id was taken from a list. */
  readonly isLearnt?: boolean;
  /** Whether it was somebody in particular who asked. */
  readonly isNamed: boolean;
  /** How routes that nobody has promised are answered beside it; asked where the answer itself does not tell. */
  readonly strangers: readonly HttpFacts[];
  /** How nobody in particular is answered, and of what nobody has promised; asked where all that does not tell. */
  readonly unnamed: { readonly answer: HttpFacts; readonly strangers: readonly HttpFacts[] } | undefined;
  /** The methods that the platform says are allowed there. */
  readonly allowed: readonly string[];
}

/** Who asks: whoever may ask most without harm, and nobody in particular. */
export interface Askers {
  readonly somebody: Ask;
  readonly nobody: Ask;
}

/** Requests at the same time: a platform's own limits count them. */
const AT_ONCE = 6;

/** Asks all routes that only read; where there is a list above an item, for the last item of it. */
export async function observeReads(
  contract: Contract,
  askers: Askers,
  operations: readonly Operation[],
  examples: Readonly<Record<string, string>> = {},
): Promise<RouteFacts[]> {
  const strange = strangersOf(contract);
  const seen: RouteFacts[] = [];
  for (const level of byDepth(operations)) {
    const facts = await several(level, async (operation) => {
      const listed = learnt(operation, seen);
      const isLearnt = Object.keys(listed).some((name) => examples[name] === undefined);
      const filled = fill(operation, { ...listed, ...examples });
      return { ...(await observeRoute(operation, filled, askers, strange)), isLearnt };
    });
    seen.push(...facts);
  }
  return seen;
}

/** Asks all routes that change something, without a body and for what no platform has. */
export async function observeWrites(
  contract: Contract,
  askers: Askers,
  operations: readonly Operation[],
): Promise<RouteFacts[]> {
  const strange = strangersOf(contract);
  return several(operations, (operation) => observeRoute(operation, fill(operation, {}), askers, strange));
}

type Strange = (ask: Ask, operation: Operation) => Promise<readonly HttpFacts[]>;

async function observeRoute(
  operation: Operation,
  filled: Filled,
  askers: Askers,
  strange: Strange,
): Promise<RouteFacts> {
  const { method } = operation;
  const answer = await askers.somebody(method, filled.path);
  const strangers = tellsItself(answer) ? [] : await strange(askers.somebody, operation);
  const isNamed = askers.somebody !== askers.nobody;
  const facts = { ...filled, operation, answer, isNamed, strangers, unnamed: undefined, allowed: [] };
  if (answer.status !== NOT_FOUND || filled.isKnown || !isLike(answer, strangers)) return facts;
  const [unnamed, unnamedStrangers, options] = await Promise.all([
    askers.nobody(method, filled.path),
    strange(askers.nobody, operation),
    askers.nobody('OPTIONS', filled.path),
  ]);
  const allowed = (options.headers.get('allow') ?? '').split(',').map((each) => each.trim().toUpperCase());
  return { ...facts, unnamed: { answer: unnamed, strangers: unnamedStrangers }, allowed };
}

const NOT_FOUND = 404;

/** JSON of success comes from the route itself; what does not work, or has no such method, has said so. */
const tellsItself = (answer: HttpFacts): boolean =>
  answer.failure !== null ||
  answer.status === 405 ||
  answer.status >= 500 ||
  (succeeded(answer) && isJson(answer.headers.get('content-type') ?? ''));

/** Nobody's routes below and beside a route; each is asked once. */
function strangersOf(contract: Contract): Strange {
  const asked = new Map<Ask, Map<string, Promise<HttpFacts>>>();
  return (ask, { method, path }) => {
    const known = asked.get(ask) ?? new Map<string, Promise<HttpFacts>>();
    asked.set(ask, known);
    const literal = path.split('{')[0] ?? '';
    const above = literal.slice(0, literal.lastIndexOf('/'));
    const places = path.includes('{') ? [above] : [literal.replace(/\/$/, ''), above];
    return Promise.all(
      places.map((place) => {
        const stranger = strangerBelow(contract, place);
        const key = `${method} ${stranger}`;
        const answer = known.get(key) ?? ask(method, stranger);
        known.set(key, answer);
        return answer;
      }),
    );
  };
}

function strangerBelow(contract: Contract, place: string): string {
  let path = `${place}/firstlight-knows-no-such-route`;
  for (let step = 0; step < 5 && contract.hasPath(path); step++) path += '/at-all';
  return path;
}

const depthOf = ({ path }: Operation): number => path.split('{').length;

/** Routes with as many parameters together, those with the fewest first. */
function byDepth(operations: readonly Operation[]): Operation[][] {
  const depths = [...new Set(operations.map(depthOf))].toSorted((one, other) => one - other);
  return depths.map((depth) => operations.filter((each) => depthOf(each) === depth));
}

/** The values for a route's path, of which the last is that of an item of the list above it. */
function learnt({ path }: Operation, seen: readonly RouteFacts[]): Record<string, string> {
  const [, above, parameter] = /^(.*)\/\{([^}]+)\}[^{]*$/.exec(path) ?? [];
  if (above === undefined || parameter === undefined) return {};
  const list = seen.find(({ operation, answer }) => operation.path === above && succeeded(answer));
  const value = list === undefined ? undefined : valueInList(jsonOf(list.answer.text), parameter);
  return list === undefined || value === undefined ? {} : { ...(list.isKnown ? list.values : {}), [parameter]: value };
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    return {};
  }
}

/** Does the work for all, a few at a time, and keeps their order. */
async function several<T, R>(all: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let place = next++; place < all.length; place = next++) {
      const one = all[place];
      if (one !== undefined) results[place] = await work(one);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return results;
}
