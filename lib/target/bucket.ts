import { Secret } from './secret.js';
import type { S3Service } from './services.js';
import type { Resolved } from './env.js';

/** What requests to a store are signed with. */
export interface StoreKeys {
  readonly accessKey: Secret;
  readonly secretKey: Secret;
  readonly sessionToken: Secret | undefined;
  readonly region: string;
}

/** A bucket that can be worked with: where it is, what it is called, and the keys to it. */
export interface Bucket {
  readonly address: URL;
  readonly name: string;
  readonly keys: StoreKeys;
}

type Service = Resolved<S3Service>;

const DEFAULT_REGION = 'us-east-1';

/** The keys to a store; undefined when the target does not give them. */
export function storeKeysOf({ accessKey, secretKey, sessionToken, region }: Service): StoreKeys | undefined {
  if (accessKey === undefined || secretKey === undefined) return undefined;
  return { accessKey, secretKey, sessionToken, region: region ?? DEFAULT_REGION };
}

/** A service's bucket; undefined when the target does not say all of where it is, what it is called and what opens it. */
export function bucketOf(service: Service): Bucket | undefined {
  const { url, bucket } = service;
  const keys = storeKeysOf(service);
  if (url === undefined || bucket === undefined || keys === undefined) return undefined;
  return { address: bucketAddress(url, service), name: bucket, keys };
}

/** The same bucket for somebody who knows whose it is, and not its secret. */
export const withOtherSecret = (bucket: Bucket): Bucket => ({
  ...bucket,
  keys: { ...bucket.keys, secretKey: new Secret('firstlight knows another') },
});

/** Where a bucket is: below the store's address, or at a host of its own. It ends without a slash, unless nothing stands before it. */
export function bucketAddress(url: URL, { bucket, pathStyle = true }: Pick<Service, 'bucket' | 'pathStyle'>): URL {
  const address = new URL(url);
  if (bucket !== undefined && !pathStyle) address.hostname = `${bucket}.${address.hostname}`;
  const path = address.pathname.replace(/\/$/, '');
  address.pathname = bucket !== undefined && pathStyle ? `${path}/${bucket}` : path;
  return address;
}
