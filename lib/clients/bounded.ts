import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';

/** A body that was longer than anybody wanted to read. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/** Reads a stream to its end, but never more than so many bytes. */
export async function readBounded(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new TooLargeError(`is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const UNPACKERS = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
} as const;

/** What was packed for its way (RFC 9110, 8.4.1), but never more than so many bytes: some servers pack without being asked to. */
export async function unpacked(bytes: Uint8Array, coding: string, maxBytes: number): Promise<Uint8Array> {
  const unpack = Object.entries(UNPACKERS).find(([name]) => name === coding.trim().toLowerCase())?.[1];
  // An answer to HEAD tells of a coding and has no body.
  if (unpack === undefined || bytes.byteLength === 0) return bytes;
  try {
    return await unpack(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw new TooLargeError(`is longer than ${maxBytes} bytes when it is unpacked`);
    throw error;
  }
}
