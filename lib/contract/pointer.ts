import type { Json } from '../target/json.js';

/** A place in a document, and what is there. */
export interface Place {
  /** As a JSON pointer (RFC 6901) in a URI fragment: `#/paths/~1orders/get`. */
  readonly pointer: string;
  readonly value: Json;
}

/** References that lead from one to the next beyond this are a ring. */
const LONGEST_CHAIN = 20;

/** The place at a key, where there is one. References within the document are followed; those into others are not. Pure. */
export function below(document: Json, place: Place, key: string): Place | undefined {
  const value = place.value[key];
  return value === undefined || value === null
    ? undefined
    : followed(document, { pointer: `${place.pointer}/${escaped(key)}`, value });
}

/** The places of all entries of an object or a list. Pure. */
export const entriesBelow = (document: Json, place: Place): Array<readonly [key: string, place: Place]> =>
  Object.keys(place.value).flatMap((key) => {
    const found = below(document, place, key);
    return found === undefined ? [] : [[key, found] as const];
  });

function followed(document: Json, from: Place): Place | undefined {
  let place = from;
  for (let step = 0; step < LONGEST_CHAIN; step++) {
    const to: unknown = place.value['$ref'];
    if (typeof to !== 'string') return place;
    if (!to.startsWith('#/')) return undefined;
    const value = at(document, to);
    if (value === undefined) return undefined;
    place = { pointer: to, value };
  }
  return undefined;
}

function at(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const part of pointer.slice('#/'.length).split('/')) value = value?.[plain(part)];
  return value;
}

const escaped = (key: string): string => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'));
const plain = (part: string): string => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
