import { createHash } from 'node:crypto';
import type { AwsV4Signer } from 'aws4fetch';
import type { StoreKeys } from '../target/bucket.js';

/** What is to be signed. */
interface Unsigned {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** The headers of a request to an S3-compatible store, signed together with its body (AWS Signature Version 4). */
export async function signed(keys: StoreKeys, { method, url, headers, body = '' }: Unsigned) {
  const digest = createHash('sha256').update(body).digest('hex');
  const signer = await signerOf(keys, {
    method,
    url: url.href,
    headers: { ...headers, 'x-amz-content-sha256': digest },
  });
  return Object.fromEntries((await signer.sign()).headers);
}

/** For how long an address opens an object to whoever knows it. */
export interface Lifetime {
  readonly seconds: number;
  readonly from: Date;
}

/** An address that lets anybody read what is there, for so long. */
export async function signedUrl(keys: StoreKeys, url: URL, { seconds, from }: Lifetime): Promise<URL> {
  const limited = new URL(url);
  limited.searchParams.set('X-Amz-Expires', `${seconds}`);
  const datetime = from.toISOString().replace(/[:-]|\.\d{3}/g, '');
  return (await (await signerOf(keys, { method: 'GET', url: limited.href, datetime, signQuery: true })).sign()).url;
}

type What = Omit<ConstructorParameters<typeof AwsV4Signer>[0], 'accessKeyId' | 'secretAccessKey'>;

async function signerOf({ accessKey, secretKey, sessionToken, region }: StoreKeys, what: What): Promise<AwsV4Signer> {
  // Imported when it is used: a command that asks no store would pay for it otherwise.
  const aws = await import('aws4fetch');
  return new aws.AwsV4Signer({
    ...what,
    accessKeyId: accessKey.reveal(),
    secretAccessKey: secretKey.reveal(),
    ...(sessionToken === undefined ? {} : { sessionToken: sessionToken.reveal() }),
    region,
    service: 's3',
  });
}
