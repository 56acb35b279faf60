import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf } from './address.js';

/**
 * Gives lists in pages, for s3rver, whose token of the next page needs a cipher that OpenSSL has given up: it is asked for its older
 * list, and the token is the last key of the page. The platform's keys hold nothing that XML would write otherwise.
 */
export function listInPages(request: IncomingMessage, response: ServerResponse): void {
  const { pathname, searchParams } = addressOf(request);
  const after = searchParams.get('continuation-token');
  const older = new URLSearchParams(searchParams);
  for (const name of ['list-type', 'continuation-token', 'start-after']) older.delete(name);
  older.set('marker', after === null ? (searchParams.get('start-after') ?? '') : keyOf(after));
  request.url = `${pathname}?${older}`;

  const end = response.end.bind(response);
  response.end = (body?: unknown) => {
    const xml = withToken(Buffer.isBuffer(body) ? body.toString() : typeof body === 'string' ? body : '');
    response.setHeader('content-length', Buffer.byteLength(xml));
    return end(xml);
  };
}

function withToken(xml: string): string {
  const last = [...xml.matchAll(/<Key>([^<]+)<\/Key>/g)].at(-1)?.[1];
  if (last === undefined || !xml.includes('<IsTruncated>true<')) return xml;
  const token = `<NextContinuationToken>${tokenOf(last)}</NextContinuationToken>`;
  return xml.replace('</ListBucketResult>', `${token}</ListBucketResult>`);
}

const tokenOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyOf = (token: string): string => Buffer.from(token, 'base64url').toString();
