import { afterEach, describe, expect, test } from 'vitest';
import { bucketAddress, type Bucket, withOtherSecret } from '../target/bucket.js';
import { Secret } from '../target/secret.js';
import { askingFor, checksumOf, toldChecksum } from './checksum.js';
import { ObjectStore } from './object-store.js';
import { PartsUpload } from './parts-upload.js';
import { keyPages } from './s3-answers.js';
import { signed, signedUrl } from './s3-signature.js';
import { type Asked, type Reply, TestServers } from './testing/http-server.js';

const servers = new TestServers();
afterEach(() => servers.end());

const keys = {
  accessKey: new Secret('AKIAIOSFODNN7EXAMPLE'),
  secretKey: new Secret('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
  sessionToken: undefined,
  region: 'us-east-1',
};

/** A store that replies so, and what it was asked. */
async function storeThat(reply: (asked: Asked) => Reply, access?: Parameters<TestServers['serve']>[1]) {
  const asked: Asked[] = [];
  const http = await servers.serve((each) => {
    asked.push(each);
    return reply(each);
  }, access);
  const bucket: Bucket = { address: http.addressOf('/files'), name: 'files', keys };
  return { store: new ObjectStore(bucket, http), asked };
}

const xml = (root: string, content: string): Reply => ({ body: `<?xml version="1.0"?><${root}>${content}</${root}>` });

const bucketAt = (url: string, pathStyle?: boolean) =>
  bucketAddress(new URL(url), { bucket: 'files', ...(pathStyle === undefined ? {} : { pathStyle }) }).href;

describe('where a bucket is', () => {
  test.each([
    ['http://store.example:9000', undefined, 'http://store.example:9000/files'],
    ['http://store.example/s3/', true, 'http://store.example/s3/files'],
    ['https://s3.eu-west-1.amazonaws.com', false, 'https://files.s3.eu-west-1.amazonaws.com/'],
  ])('%s, in the path: %s', (url, pathStyle, address) => {
    expect(bucketAt(url, pathStyle)).toBe(address);
  });
});

test('an address is signed as S3 itself shows it', async () => {
  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
  const address = await signedUrl(keys, new URL('https://examplebucket.s3.amazonaws.com/test.txt'), {
    seconds: 86_400,
    from: new Date('2013-05-24T00:00:00Z'),
  });

  expect(address.searchParams.get('X-Amz-Signature')).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});

test('keys that are good for a while only are sent with what goes with them', async () => {
  const lent = { ...keys, sessionToken: new Secret('lent for an hour') };
  const url = new URL('http://store.example/files');

  expect(await signed(lent, { method: 'HEAD', url })).toMatchObject({ 'x-amz-security-token': 'lent for an hour' });
  expect((await signedUrl(lent, url, { seconds: 1, from: new Date() })).searchParams.get('X-Amz-Security-Token')).toBe(
    'lent for an hour',
  );
});

test('an object is put with its traits, and copied by its key', async () => {
  const { store, asked } = await storeThat(() => ({}));

  await store.put('a b/c', Buffer.from('text'), { contentType: 'text/plain', metadata: { origin: 'here' } });
  await store.copy('a b/c', 'd');

  expect(asked).toMatchObject([
    {
      method: 'PUT',
      path: '/files/a%20b/c',
      text: 'text',
      headers: { 'content-type': 'text/plain', 'x-amz-meta-origin': 'here' },
    },
    { method: 'PUT', path: '/files/d', headers: { 'x-amz-copy-source': '/files/a%20b/c' } },
  ]);
});

test('who opens an address shows nothing but that address', async () => {
  const { store, asked } = await storeThat(() => ({}), {
    basicAuth: { user: 'ann', password: new Secret('at the door') },
  });

  await store.get('a');
  await store.open(store.addressOf('a'));

  expect(asked.map(({ headers }) => headers.authorization?.split(' ')[0])).toEqual(['AWS4-HMAC-SHA256', undefined]);
});

test('whoever signs with another secret gives another signature', async () => {
  const bucket: Bucket = { address: new URL('http://store.example/files'), name: 'files', keys };
  const request = { method: 'GET', url: bucket.address };

  const [own, other] = await Promise.all([signed(keys, request), signed(withOtherSecret(bucket).keys, request)]);

  expect(own?.['authorization']?.split('Signature=')[0]).toBe(other?.['authorization']?.split('Signature=')[0]);
  expect(own?.['authorization']).not.toBe(other?.['authorization']);
});

describe('a list of keys', () => {
  test('is read page by page', async () => {
    const { store } = await storeThat(({ path }) =>
      path.includes('continuation-token=2nd')
        ? xml('ListBucketResult', '<Contents><Key>a/3 &amp; more</Key></Contents>')
        : xml(
            'ListBucketResult',
            '<Contents><Key>a/1</Key></Contents><Contents><Key>a/2</Key></Contents><NextContinuationToken>2nd</NextContinuationToken>',
          ),
    );

    expect(await keyPages(store, 'a/', 2)).toEqual([['a/1', 'a/2'], ['a/3 & more']]);
  });

  test('may be empty, and never goes on for ever', async () => {
    const { store: empty } = await storeThat(() => xml('ListBucketResult', '<Name>files</Name>'));
    const { store: endless } = await storeThat(() =>
      xml('ListBucketResult', '<Contents><Key>1</Key></Contents><NextContinuationToken>again</NextContinuationToken>'),
    );

    expect(await keyPages(empty, 'a/', 2)).toEqual([[]]);
    expect(await keyPages(endless, 'a/', 2)).toHaveLength(10);
  });

  test.each<[string, Reply]>([
    ['an error', { status: 500, body: '<Error/>' }],
    ['a page for people', { body: '<html><p>hello' }],
    ['nothing', {}],
  ])('is none when the answer is %s', async (_what, reply) => {
    const { store } = await storeThat(() => reply);

    await expect(keyPages(store, 'a/', 2)).rejects.toThrow(/GET \/files answered with no such list/);
  });
});

test('an object is sent in parts, and only its own are listed', async () => {
  const { store, asked } = await storeThat(({ method, path }) => {
    if (path.includes('partNumber=1')) return { headers: { etag: '"1st"' } };
    if (method === 'POST') return xml('InitiateMultipartUploadResult', '<UploadId>u&amp;1</UploadId>');
    if (method === 'GET')
      return xml('ListMultipartUploadsResult', '<Upload><Key>a/longer</Key><UploadId>u&amp;1</UploadId></Upload>');
    return { status: 503 };
  });
  const upload = await PartsUpload.begin(store, 'a', 'text/plain');

  const part = await upload.send(1, Buffer.from('x'));
  await upload.complete([part]);

  expect(asked.at(-1)?.text).toContain('<PartNumber>1</PartNumber><ETag>"1st"</ETag>');
  expect(asked.at(-1)?.path).toBe('/files/a?uploadId=u%261');
  expect(await upload.isBegun()).toBe(false);
  await expect(upload.send(2, Buffer.from('y'))).rejects.toThrow(/part 2 of a was answered 503/);
});

test('checksums are told in quotes, in capitals, or in a header that must be asked for', () => {
  const md5 = { header: 'etag', algorithm: 'md5', encoding: 'hex' } as const;
  const sha256 = { header: 'x-amz-checksum-sha256', algorithm: 'sha256', encoding: 'base64' } as const;

  expect(checksumOf('', md5)).toBe('d41d8cd98f00b204e9800998ecf8427e');
  for (const etag of [
    '"d41d8cd98f00b204e9800998ecf8427e"',
    'D41D8CD98F00B204E9800998ECF8427E',
    'W/"d41d8cd98f00b204e9800998ecf8427e"',
  ])
    expect(toldChecksum(new Headers({ etag }), md5)).toBe(checksumOf('', md5));
  expect(
    toldChecksum(new Headers({ 'x-amz-checksum-sha256': '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=' }), sha256),
  ).toBe(checksumOf('', sha256));
  expect([askingFor(md5), askingFor(sha256)]).toEqual([{}, { 'x-amz-checksum-mode': 'ENABLED' }]);
});
