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
