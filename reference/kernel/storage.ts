import { AwsClient } from 'aws4fetch';
import { reaching } from './errors.js';

export interface StorageSettings {
  readonly url: string;
  readonly bucket: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface ObjectStore {
  put(key: string, body: Uint8Array<ArrayBuffer>, contentType: string): Promise<void>;
  /** Null when there is no such object. */
  get(key: string): Promise<Uint8Array | null>;
  remove(key: string): Promise<void>;
  /** The keys of all objects. */
  list(): Promise<readonly string[]>;
  readonly ping: () => Promise<void>;
}

const REQUEST_TIMEOUT_MS = 1_000;

/** The S3 operations that the platform uses, on one bucket. */
export function createStorage(settings: StorageSettings, timeoutMs = REQUEST_TIMEOUT_MS): ObjectStore {
  const client = new AwsClient({
    accessKeyId: settings.accessKey,
    secretAccessKey: settings.secretKey,
    service: 's3',
    region: 'us-east-1',
    retries: 0,
  });
  const bucketUrl = `${settings.url.replace(/\/$/, '')}/${settings.bucket}`;
  const addressOf = (key: string) => `${bucketUrl}/${key.split('/').map(encodeURIComponent).join('/')}`;

  const request = (url: string, init: RequestInit, accepted: readonly number[]): Promise<Response> =>
    reaching('storage', async () => {
      const response = await client.fetch(url, { ...init, signal: AbortSignal.timeout(timeoutMs) });
      if (accepted.includes(response.status)) return response;
      throw new Error(`The object store answered ${response.status}.`);
    });

  const listFrom = async (after: string): Promise<readonly string[]> => {
    const response = await request(
      `${bucketUrl}?list-type=2&start-after=${encodeURIComponent(after)}`,
      { method: 'GET' },
      [200],
    );
    const page = await reaching('storage', () => response.text());
    const keys = [...page.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = '']) => key);
    const last = keys.at(-1);
    return last !== undefined && page.includes('<IsTruncated>true') ? [...keys, ...(await listFrom(last))] : keys;
  };

  return {
    put: async (key, body, contentType) => {
      const response = await request(
        addressOf(key),
        { method: 'PUT', body, headers: { 'content-type': contentType } },
        [200],
      );
      await response.arrayBuffer();
    },
    get: async (key) => {
      const response = await request(addressOf(key), { method: 'GET' }, [200, 404]);
      const bytes = await reaching('storage', () => response.arrayBuffer());
      return response.status === 404 ? null : new Uint8Array(bytes);
    },
    remove: async (key) => void (await request(addressOf(key), { method: 'DELETE' }, [200, 204, 404])),
    list: () => listFrom(''),
    ping: async () => void (await request(bucketUrl, { method: 'HEAD' }, [200])),
  };
}
