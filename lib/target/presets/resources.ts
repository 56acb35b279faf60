import type { Json } from '../json.js';
import type { Pages } from './pages.js';
import type { IdOf, Provided } from './provided.js';

export interface RestResourceOptions extends Provided {
  readonly path: string;
  readonly id: IdOf;
  /** A valid body for a POST; `name` must appear in the field that `nameOf` reads. */
  readonly example: (name: string) => Readonly<Record<string, unknown>>;
  readonly nameOf: (item: Json) => unknown;
  /** A change that gives the item another name. */
  readonly change?: {
    readonly method: 'PATCH' | 'PUT';
    readonly body: (name: string) => Readonly<Record<string, unknown>>;
  };
  readonly pages: Pages;
  /** The query that lists only items whose name holds the text. */
  readonly filter?: (name: string) => Readonly<Record<string, string>>;
  /** A body that is refused, and the field that the answer must name. */
  readonly invalid?: {
    readonly body: Readonly<Record<string, unknown>>;
    readonly status: number;
    readonly names: string;
  };
  /** An id that no item has. */
  readonly unknown?: { readonly id: string; readonly status: number };
  /** How the answer is when the role `forbidden` creates. */
  readonly forbiddenStatus?: number;
  /** How the answer is when `otherTenant` reads, and, where that is another, when it changes or removes. */
  readonly foreignStatus?: number;
  readonly foreignChangeStatus?: number;
  readonly createdStatus?: number;
  readonly updatedStatus?: number;
  readonly deletedStatus?: number;
  /** How a deleted item answers. */
  readonly goneStatus?: number;
}

export interface RestResource extends RestResourceOptions {
  readonly kind: 'rest-resource';
  readonly createdStatus: number;
  readonly updatedStatus: number;
  readonly deletedStatus: number;
  readonly goneStatus: number;
}

/** A collection with POST, GET, PATCH or PUT, and DELETE. */
export const restResource = (options: RestResourceOptions): RestResource => ({
  kind: 'rest-resource',
  createdStatus: 201,
  updatedStatus: 200,
  deletedStatus: 204,
  goneStatus: 404,
  ...(options.foreignStatus !== undefined && { foreignChangeStatus: options.foreignStatus }),
  ...options,
});
