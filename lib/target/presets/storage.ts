import type { Json } from '../json.js';

/** Where a store tells the checksum of an object, and how that is made. */
export interface Checksum {
  readonly header: string;
  readonly algorithm: 'md5' | 'sha1' | 'sha256' | 'sha512';
  readonly encoding: 'hex' | 'base64';
}

/** The ETag of objects that are sent whole to a bucket that does not encrypt them with keys of its own. */
export const md5ETag: Checksum = { header: 'etag', algorithm: 'md5', encoding: 'hex' };

/** The checksum that S3 keeps for clients that ask for one. */
export const sha256Checksum: Checksum = { header: 'x-amz-checksum-sha256', algorithm: 'sha256', encoding: 'base64' };

/** How the object is found that an upload through the target's API has become. */
export interface StoredUploads {
  /** Its key, by the id and the answer to the upload. */
  readonly key?: (id: string, answer: Json) => unknown;
  /** What its key begins with, and no other's: for who cannot tell the whole. */
  readonly below?: (id: string, answer: Json) => unknown;
  /** The checksum that it has. */
  readonly checksum?: Checksum;
}

/** Statuses by which a store refuses. */
export interface StoreRefusals {
  /** No signature; `false` for a bucket that everybody may read. */
  readonly unsigned: number | false;
  /** A signature by a key that is not its own, or of another request. */
  readonly forged: number;
  /** A signed address whose time is over. */
  readonly expired: number;
  /** A key under which there is nothing. */
  readonly unknown: number;
}

export interface ObjectStoreOptions {
  /** The service, of the kind `s3`, whose bucket it is. */
  readonly service: string;
  /** What all keys begin with that a run may make, such as `tmp/`; nothing by default. */
  readonly prefix?: string;
  /** Bytes of a part that is not the last: 5 MiB by default, below which most stores take none. `false` for a store that knows no parts. */
  readonly partBytes?: number | false;
  /** Seconds for which a signed address is good, 60 by default. `false` for a store that knows none. */
  readonly expiresIn?: number | false;
  /** How it refuses; 403, and 404 for what is not there, where nothing is stated. */
  readonly refusals?: Partial<StoreRefusals>;
  readonly uploads?: StoredUploads;
}

export interface ObjectStorage extends ObjectStoreOptions {
  readonly kind: 'object-store';
  readonly prefix: string;
  readonly partBytes: number | false;
  readonly expiresIn: number | false;
  readonly refusals: StoreRefusals;
}

/** A bucket of an S3-compatible store, worked with directly. */
export const objectStore = ({ refusals, ...options }: ObjectStoreOptions): ObjectStorage => ({
  kind: 'object-store',
  prefix: '',
  partBytes: 5 * 1024 * 1024,
  expiresIn: 60,
  refusals: { unsigned: 403, forged: 403, expired: 403, unknown: 404, ...refusals },
  ...options,
});
