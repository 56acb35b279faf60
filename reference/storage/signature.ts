import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Why the store does not do what it is asked: nobody has signed, the signature is wrong, or its time is over. */
export type Doubt = 'unsigned' | 'forged' | 'expired';

export interface SignedRequest {
  readonly method: string;
  /** The address as it was asked for, below any host. */
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
}

export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

interface Proof {
  readonly credential: string;
  readonly signedHeaders: string;
  readonly signature: string;
  readonly datetime: string;
  readonly payload: string;
  /** From when it counts, in milliseconds, and for how many. */
  readonly lifetime: number;
}

/** How far apart the clocks may be of who signs a header and who reads it. */
const SKEW_MS = 900_000;

const HEADER = /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Why a request must not be obeyed, if it must not (AWS Signature Version 4). The body is not compared with the digest that was
 * signed for it.
 */
export function doubtOf(request: SignedRequest, keys: Keys, now: Date): Doubt | undefined {
  const proof = proofIn(request);
  if (!proof) return 'unsigned';
  const [accessKey, ...scope] = proof.credential.split('/');
  const expected = sign(request, proof, scope, keys.secretKey);
  if (accessKey !== keys.accessKey || !isSame(expected, proof.signature)) return 'forged';
  const signedAt = timeOf(proof.datetime);
  const isEarly = signedAt - now.getTime() > SKEW_MS;
  return isEarly || now.getTime() > signedAt + proof.lifetime ? 'expired' : undefined;
}

function proofIn({ url: { searchParams: query }, headers }: SignedRequest): Proof | undefined {
  const [, credential = '', signedHeaders = '', signature = ''] = HEADER.exec(headers.authorization ?? '') ?? [];
  if (signature) {
    const datetime = valueOf(headers, 'x-amz-date');
    const payload = valueOf(headers, 'x-amz-content-sha256');
    return { credential, signedHeaders, signature, datetime, payload, lifetime: SKEW_MS };
  }
  if (!query.has('X-Amz-Signature')) return undefined;
  const stated = (name: string) => query.get(`X-Amz-${name}`) ?? '';
  return {
    credential: stated('Credential'),
    signedHeaders: stated('SignedHeaders'),
    signature: stated('Signature'),
    datetime: stated('Date'),
    payload: 'UNSIGNED-PAYLOAD',
    lifetime: Number(stated('Expires')) * 1_000,
  };
}

function sign(request: SignedRequest, proof: Proof, scope: readonly string[], secretKey: string): string {
  const key = scope.reduce<string | Buffer>((known, part) => hmac(known, part), `AWS4${secretKey}`);
  const text = ['AWS4-HMAC-SHA256', proof.datetime, scope.join('/'), sha256(canonical(request, proof))].join('\n');
  return hmac(key, text).toString('hex');
}

function canonical({ method, url, headers }: SignedRequest, { signedHeaders, payload }: Proof): string {
  const named = signedHeaders.split(';').map((name) => `${name}:${valueOf(headers, name).trim()}\n`);
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map((pair) => pair.map(encoded).join('='))
    .toSorted();
  const path = url.pathname.split('/').map((segment) => encoded(decodeURIComponent(segment)));
  return [method, path.join('/'), query.join('&'), named.join(''), signedHeaders, payload].join('\n');
}

const valueOf = (headers: IncomingHttpHeaders, name: string): string => [headers[name] ?? ''].flat().join();

const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);

const timeOf = (datetime: string): number =>
  Date.parse(datetime.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
