import type { Json } from '../json.js';
import type { Pages } from './pages.js';
import type { IdOf, Provided } from './provided.js';

/** Many items that are created by one request. */
export interface Bulk {
  readonly path: string;
  /** The body for what would be the bodies of single items. */
  readonly body: (items: ReadonlyArray<Readonly<Record<string, unknown>>>) => unknown;
  /** How the answer is when all are created, and when one of them is wrong; 200 by default. */
  readonly status?: number;
  /** What became of each, in the order in which they were sent. */
  readonly results: (body: Json) => unknown;
  /** The id of one that was created. */
  readonly id: (result: Json) => unknown;
  /** Whether one was refused. Where it is left out, one wrong item keeps all of them out. */
  readonly isRefused?: (result: Json) => boolean;
  /** Milliseconds for fifty; 5,000 by default. */
  readonly budget?: number;
}

/** How a change tells which version it is meant for. */
export interface Locking {
  /** The version of what was read. */
  readonly version: (body: Json, headers: Headers) => unknown;
  /** What the request carries. */
  readonly headers?: (version: string) => Readonly<Record<string, string>>;
  readonly fields?: (version: string) => Readonly<Record<string, unknown>>;
  /** How a change of another version is refused. */
  readonly status: number;
}

/** `ETag` of what is read, `If-Match` with the change; 412 (RFC 9110, 13.1.1). */
export const ifMatch = (status = 412): Locking => ({
  version: (_body, headers) => headers.get('etag'),
  headers: (version) => ({ 'if-match': version }),
  status,
});

/** A field of the item that the change repeats; 409. */
export const versionField = (field = 'version', status = 409): Locking => ({
  version: (body) => body[field],
  fields: (version) => ({ [field]: /^\d+$/.test(version) ? Number(version) : version }),
  status,
});

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
    /** `application/json` by default; `application/merge-patch+json` where it is told apart. */
    readonly contentType?: string;
  };
  readonly pages: Pages;
  /** The query that lists only items whose name holds the text. */
  readonly filter?: (name: string) => Readonly<Record<string, string>>;
  /** The query that lists items by their names, in this order; `ascending` by default. */
  readonly sort?: {
    readonly query: Readonly<Record<string, string>>;
    readonly order?: 'ascending' | 'descending';
  };
  /**
   * The query with which pages lose and repeat nothing while items are added: `{}` where the pages are so by themselves, as those by a
   * cursor are; else an order in which what is new comes last.
   */
  readonly stable?: Readonly<Record<string, string>>;
  /** How a second item of the same name is refused. */
  readonly conflictStatus?: number;
  /** The header by which a request that is sent again creates nothing more, and how the same key with another request is refused. */
  readonly idempotency?: { readonly header: string; readonly repeatedStatus?: number; readonly reusedStatus?: number };
  readonly bulk?: Bulk;
  readonly locking?: Locking;
  /** How a body is refused that is no JSON. */
  readonly malformedStatus?: number;
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
