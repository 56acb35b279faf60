import type { IncomingMessage, ServerResponse } from 'node:http';
import { defineFault } from './define.js';

/** What a run puts into the bucket itself, and what the platform keeps there. */
const isOfRun = ({ url = '' }: IncomingMessage): boolean => url.includes('/smoke-');
const isOfPlatform = (request: IncomingMessage): boolean => !isOfRun(request) && request.url?.split('/').length === 4;

const asks = (request: IncomingMessage, method: string, query = ''): boolean =>
  request.method === method && (query === '' || `${request.url}`.includes(query));

/** Changes the first byte of everything that is read. */
function changeBytes(response: ServerResponse): void {
  const write = response.write.bind(response);
  response.write = (chunk: unknown) => {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('the store sends nothing but bytes');
    return write(Buffer.concat([Buffer.from([(chunk[0] ?? 0) ^ 1]), chunk.subarray(1)]));
  };
}

/** Says that it has done what is asked, the first time that it is asked for. */
function forgetOnce(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const asked = new Set<string>();
  return ({ url = '' }, response) => {
    if (asked.has(url)) return false;
    asked.add(url);
    response.writeHead(204).end();
    return true;
  };
}

const forgetDeletion = forgetOnce();
const forgetEnd = forgetOnce();

/** What can become of what is in the bucket. */
export default [
  defineFault({
    name: 'object-byte-changed',
    title: 'objects come back with another first byte',
    expects: [
      'objects > an object is read back byte for byte',
      'objects > a range of an object is those bytes and no others',
      'objects > a copy is the same as its original',
      'objects in parts > an object that is sent in parts is read back whole',
      'access to objects > a signed address opens its object and no other',
    ],
    because: 'the (stored )?bytes (of the copy )?are those of|the stored bytes are the sent ones',
    objectStore: {
      onRequest: (request, response) => {
        if (isOfRun(request) && asks(request, 'GET')) changeBytes(response);
        return false;
      },
    },
  }),
  defineFault({
    name: 'object-metadata-lost',
    title: 'of the metadata of an object one is forgotten',
    expects: ['objects > an object keeps its length, its type and its metadata'],
    because: 'its other metadata',
    objectStore: {
      onRequest: (request) => {
        delete request.headers['x-amz-meta-number'];
        return false;
      },
    },
  }),
  defineFault({
    name: 'range-ignored',
    title: 'whoever asks for a part of an object gets all of it',
    expects: ['objects > a range of an object is those bytes and no others'],
    because: 'answered 200, expected 206',
    objectStore: {
      onRequest: (request) => {
        delete request.headers.range;
        return false;
      },
    },
  }),
  defineFault({
    name: 'object-list-repeats',
    title: 'the second page of a list of objects is the first again',
    expects: ['objects > a list shows every object once, page by page'],
    because: 'the listed keys',
    objectStore: {
      onRequest: (request) => {
        request.url = request.url?.replace(/&continuation-token=[^&]*/, '') ?? '/';
        return false;
      },
    },
  }),
  defineFault({
    name: 'copy-forgets',
    title: 'a copy of an object does not know what type it is',
    expects: ['objects > a copy is the same as its original'],
    because: 'the type of the copy',
    objectStore: {
      onRequest: (request) => {
        if (request.headers['x-amz-copy-source']) request.headers['x-amz-metadata-directive'] = 'REPLACE';
        return false;
      },
    },
  }),
  defineFault({
    name: 'object-not-deleted',
    title: 'a deletion is confirmed, and the object is still there',
    expects: ['objects > a deleted object is gone'],
    because: 'HEAD .* answered 200, expected 404',
    objectStore: {
      onRequest: (request, response) =>
        isOfRun(request) &&
        asks(request, 'DELETE') &&
        !asks(request, 'DELETE', 'uploadId') &&
        forgetDeletion(request, response),
    },
  }),
  defineFault({
    name: 'parts-in-wrong-order',
    title: 'what is sent in parts is put together in the wrong order',
    expects: ['objects in parts > an object that is sent in parts is read back whole'],
    because: 'the stored bytes are those of all parts',
    objectStore: {
      onRequest: (request) => {
        const other = { '1': '2', '2': '1' } as const;
        request.url =
          request.url?.replace(/(?<=partNumber=)[12](?=&)/, (number) => other[number === '1' ? '1' : '2']) ?? '/';
        return false;
      },
    },
  }),
  defineFault({
    name: 'upload-not-given-up',
    title: 'the parts of what was given up are kept',
    expects: ['objects in parts > an upload that is given up leaves nothing'],
    because: 'answered 200, expected 404',
    objectStore: {
      onRequest: (request, response) => asks(request, 'DELETE', 'uploadId') && forgetEnd(request, response),
    },
  }),
  defineFault({
    name: 'objects-open-to-all',
    title: 'objects are given to whoever asks',
    expects: ['access to objects > an object is refused to whoever does not sign'],
    because: 'answered 200, expected 403',
    objectStore: { overlooks: 'unsigned' },
  }),
  defineFault({
    name: 'signatures-unread',
    title: 'any signature opens any object',
    expects: [
      'access to objects > a signature by another key is refused',
      'access to objects > a signed address opens its object and no other',
    ],
    because: 'answered 200, expected 403',
    objectStore: { overlooks: 'forged' },
  }),
  defineFault({
    name: 'signed-addresses-endless',
    title: 'a signed address opens its object for ever',
    expects: ['access to objects > a signed address opens nothing when its time is over'],
    because: 'answered 200, expected 403',
    objectStore: { overlooks: 'expired' },
  }),
  defineFault({
    name: 'stored-byte-changed',
    title: 'documents are in the bucket with another first byte',
    expects: [
      'uploads in the store > an uploaded document is in the bucket byte for byte',
      'uploads > an uploaded document can be read back byte for byte',
    ],
    because: 'the stored bytes are the sent ones',
    objectStore: {
      onRequest: (request, response) => {
        if (isOfPlatform(request) && asks(request, 'GET')) changeBytes(response);
        return false;
      },
    },
  }),
  defineFault({
    name: 'stored-checksum-wrong',
    title: 'the bucket tells another checksum of documents than they have',
    expects: ['uploads in the store > the bucket tells the right checksum of an uploaded document'],
    because: 'the checksum that the bucket tells',
    objectStore: {
      onRequest: (request, response) => {
        const set = response.setHeader.bind(response);
        if (isOfPlatform(request))
          response.setHeader = (name, value) => set(name, name.toLowerCase() === 'etag' ? '"0123456789abcdef"' : value);
        return false;
      },
    },
  }),
];
