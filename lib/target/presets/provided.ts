import type { Json } from '../json.js';

/** Every capability may name the service that provides it; by default the one that answers at the target's origin. */
export interface Provided {
  readonly service?: string;
}

/** How a thing is found again by its exact name, when its id was never learnt: by its creator being killed, say. */
export interface Finder {
  /** A list that holds at least the things of that name. */
  readonly path: (name: string) => string;
  readonly items: (body: Json) => unknown;
  readonly nameOf: (item: Json) => unknown;
}

/** Where the answer to a creation, or an item of a list (which has no headers), holds the id. */
export type IdOf = (body: Json, headers?: Headers) => unknown;

/** Reads the id from the last part of the path in the `Location` header; in a list, where `inList` says. */
export const fromLocation =
  (inList: (item: Json) => unknown): IdOf =>
  (body, headers) =>
    headers === undefined ? inList(body) : headers.get('location')?.split(/[?#]/)[0]?.split('/').findLast(Boolean);
