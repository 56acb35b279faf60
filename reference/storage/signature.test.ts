import { expect, test } from 'vitest';
import { doubtOf, type SignedRequest } from './signature.js';

// The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html and sigv4-query-string-auth.html.
const keys = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };
const host = 'examplebucket.s3.amazonaws.com';
const scope = '20130524/us-east-1/s3/aws4_request';
const NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const byHeader: SignedRequest = {
  method: 'GET',
  url: new URL(`http://${host}/test.txt`),
  headers: {
    host,
    range: 'bytes=0-9',
    'x-amz-date': '20130524T000000Z',
    'x-amz-content-sha256': NOTHING,
    authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKey}/${scope},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41`,
  },
};

const byAddress: SignedRequest = {
  method: 'GET',
  url: new URL(
    `http://${host}/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(`${keys.accessKey}/${scope}`)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  ),
  headers: { host },
};

const at = (time: string) => new Date(`2013-05-2${time}Z`);
const elsewhere = ({ headers, url, method }: SignedRequest): SignedRequest => ({
  method,
  headers,
  url: new URL(url.href.replace('test', 'best')),
});

test.each<[string, SignedRequest, Date, ReturnType<typeof doubtOf>]>([
  ['a signed request', byHeader, at('4T00:10:00'), undefined],
  ['a signed request of long ago', byHeader, at('4T00:16:00'), 'expired'],
  ['a signed request of another object', elsewhere(byHeader), at('4T00:00:01'), 'forged'],
  ['a signed address', byAddress, at('4T23:59:59'), undefined],
  ['a signed address whose time is over', byAddress, at('5T00:00:01'), 'expired'],
  ['a signed address before its time', byAddress, at('3T23:00:00'), 'expired'],
  ['a signed address of another object', elsewhere(byAddress), at('4T00:00:01'), 'forged'],
  ['nothing', { ...byAddress, url: new URL(`http://${host}/test.txt`) }, at('4T00:00:01'), 'unsigned'],
])('%s', (_what, request, now, doubt) => {
  expect(doubtOf(request, keys, now)).toBe(doubt);
});

test('a signature by another key', () => {
  const others = [
    { ...keys, secretKey: 'another' },
    { ...keys, accessKey: 'another' },
  ];
  expect(others.map((other) => doubtOf(byHeader, other, at('4T00:00:01')))).toEqual(['forged', 'forged']);
});
