import type { Operation, Parameter } from '../../contract/operations.js';
import { ANY_RUN } from '../../data/names.js';
import { type Json, textOf } from '../../target/json.js';

/** A route's path with something in the place of its parameters. */
export interface Filled {
  /** With the query that it cannot do without. */
  readonly path: string;
  /** What stands for the parameters of the path, by their names. */
  readonly values: Readonly<Record<string, string>>;
  /** Whether all of that is there, as far as is known. */
  readonly isKnown: boolean;
}

/** Fills a route's path from what is known, and otherwise with what no platform has. Pure. */
export function fill({ path, parameters }: Operation, known: Readonly<Record<string, string>>): Filled {
  const inPath = parameters.filter((each) => each.in === 'path');
  const values = Object.fromEntries(inPath.map((each) => [each.name, known[each.name] ?? unknownFor(each)]));
  const query = parameters
    .filter((each) => each.in === 'query')
    .map((each) => [each.name, known[each.name] ?? each.example ?? unknownFor(each)]);
  const bare = path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? ''));
  const search = new URLSearchParams(query).toString();
  return {
    path: search === '' ? bare : `${bare}?${search}`,
    values,
    isKnown: inPath.every(({ name }) => known[name] !== undefined),
  };
}

/** What no platform has, in the form that a parameter wants. */
function unknownFor({ type, format }: Parameter): string {
  if (format === 'uuid') return '00000000-0000-4000-8000-00000000f157';
  if (format === 'date') return '1970-01-01';
  if (format === 'date-time') return '1970-01-01T00:00:00Z';
  return type === 'integer' || type === 'number' ? '2147483646' : 'firstlight-knows-none';
}

/** Lists in a body that are deeper than this are parts of something else. */
const DEEPEST_LIST = 2;

/**
 * The value of a path parameter in the last item of the first list in a body. What a run has created is passed over: it may be gone in a
 * moment. Pure.
 */
export function valueInList(body: Json, parameter: string): string | undefined {
  const item = listIn(body, 0)?.findLast((each) => !JSON.stringify(each).includes(ANY_RUN));
  if (typeof item !== 'object' || item === null) return undefined;
  const fields: Json = Object(item);
  return [parameter, 'id', '_id', 'uuid', 'slug', 'key', 'name']
    .map((field) => textOf(fields[field]))
    .find((value) => value !== undefined && value !== '');
}

function listIn(value: unknown, depth: number): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || depth > DEEPEST_LIST) return undefined;
  const inner: unknown[] = Object.values(value);
  return inner.find((each) => Array.isArray(each)) === undefined
    ? inner.map((each) => listIn(each, depth + 1)).find((list) => list !== undefined)
    : inner.find((each) => Array.isArray(each));
}
