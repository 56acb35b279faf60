import type { Bucket } from '../target/bucket.js';
import type { Answer, Ask, HttpClient } from './http.js';
import { type Lifetime, signed, signedUrl } from './s3-signature.js';

/** What an object is, beside its bytes. */
export interface ObjectTraits {
  readonly contentType: string;
  /** By names in lower case. */
  readonly metadata?: Readonly<Record<string, string>>;
}

/** A part of an object that is sent in parts, as the store has taken it. */
export interface SentPart {
  readonly number: number;
  readonly etag: string;
}

/** What is asked of the bucket, or of an object in it. */
interface Operation extends Pick<Ask, 'method' | 'headers' | 'timeout'> {
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** How many times as long megabytes may take as any other answer. */
const PATIENCE = 3;

/**
 * One bucket of an S3-compatible store (https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations.html). Every answer is given as it
 * is, whatever it says.
 */
export class ObjectStore {
  readonly #bucket: Bucket;
  readonly #http: HttpClient;

  /** Throws `RefusedError` without the grant `direct`. */
  constructor(bucket: Bucket, http: HttpClient) {
    http.guard.need('direct', `connecting to ${bucket.address.host}`);
    this.#bucket = bucket;
    this.#http = http;
  }

  put(key: string, body: Uint8Array, { contentType, metadata = {} }: ObjectTraits): Promise<Answer> {
    const kept = Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]);
    return this.#ask({
      method: 'PUT',
      key,
      body,
      headers: { 'content-type': contentType, ...Object.fromEntries(kept) },
    });
  }

  get(key: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask({ key, headers, timeout: PATIENCE * this.#http.timeout });
  }

  head(key: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.#ask({ method: 'HEAD', key, headers });
  }

  remove(key: string): Promise<Answer> {
    return this.#ask({ method: 'DELETE', key });
  }

  /** Makes an object of the bytes, the type and the metadata of another. */
  copy(from: string, to: string): Promise<Answer> {
    const source = `/${this.#bucket.name}/${pathOf(from)}`;
    return this.#ask({ method: 'PUT', key: to, headers: { 'x-amz-copy-source': source } });
  }

  /** What keys there are that begin so, page by page: `after` is what the page before gave. */
  list(prefix: string, { size, after }: { size?: number; after?: string } = {}): Promise<Answer> {
    return this.#ask({
      query: {
        'list-type': '2',
        prefix,
        ...(size === undefined ? {} : { 'max-keys': `${size}` }),
        ...(after === undefined ? {} : { 'continuation-token': after }),
      },
    });
  }

  /** Begins to send an object in parts. */
  begin(key: string, contentType: string): Promise<Answer> {
    return this.#ask({ method: 'POST', key, query: { uploads: '' }, headers: { 'content-type': contentType } });
  }

  sendPart(key: string, uploadId: string, number: number, body: Uint8Array): Promise<Answer> {
    const query = { partNumber: `${number}`, uploadId };
    return this.#ask({ method: 'PUT', key, query, body, timeout: PATIENCE * this.#http.timeout });
  }

  /** Makes one object of the parts that were sent. */
  complete(key: string, uploadId: string, parts: readonly SentPart[]): Promise<Answer> {
    const listed = parts.map(
      ({ number, etag }) => `<Part><PartNumber>${number}</PartNumber><ETag>${etag}</ETag></Part>`,
    );
    const body = `<CompleteMultipartUpload>${listed.join('')}</CompleteMultipartUpload>`;
    return this.#ask({
      method: 'POST',
      key,
      query: { uploadId },
      body,
      headers: { 'content-type': 'application/xml' },
    });
  }

  /** Gives up an object that is being sent in parts. */
  abort(key: string, uploadId: string): Promise<Answer> {
    return this.#ask({ method: 'DELETE', key, query: { uploadId } });
  }

  /** Which objects whose keys begin so are being sent in parts. */
  listBegun(prefix: string): Promise<Answer> {
    return this.#ask({ query: { uploads: '', prefix } });
  }

  /** An address that opens an object to whoever knows it, for so long. */
  signedUrl(key: string, lifetime: Lifetime): Promise<URL> {
    return signedUrl(this.#bucket.keys, this.addressOf(key), lifetime);
  }

  /** Asks for what an address says, and shows no key. */
  open(address: URL): Promise<Answer> {
    return this.#http.ask(address, { method: 'GET', route: this.#routeOf('GET', true), plain: true });
  }

  addressOf(key?: string): URL {
    const { address } = this.#bucket;
    return key === undefined ? new URL(address) : new URL(`${address.href.replace(/\/$/, '')}/${pathOf(key)}`);
  }

  async #ask({ method = 'GET', key, query = {}, headers = {}, body, timeout }: Operation): Promise<Answer> {
    const url = this.addressOf(key);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const sent = body === undefined ? {} : { body };
    return this.#http.ask(url, {
      method,
      ...sent,
      ...(timeout === undefined ? {} : { timeout }),
      headers: await signed(this.#bucket.keys, { method, url, headers, ...sent }),
      route: this.#routeOf(method, key !== undefined),
    });
  }

  #routeOf(method: string, ofObject: boolean): string {
    return `${method} ${this.addressOf().pathname}${ofObject ? '/:key' : ''}`;
  }
}

const pathOf = (key: string): string => key.split('/').map(encodeURIComponent).join('/');
