import { type Duplex, pipeline } from 'node:stream';

/** Bytes as they come. */
export type Content = AsyncIterable<Buffer>;

/** The first bytes of a content, and the whole of it. */
export async function peek(source: Content, length: number): Promise<{ head: Buffer; content: Content }> {
  const chunks = source[Symbol.asyncIterator]();
  let begun = Buffer.alloc(0);
  while (begun.length < length) {
    const next = await chunks.next();
    if (next.done === true) break;
    begun = Buffer.concat([begun, next.value]);
  }
  return { head: begun.subarray(0, length), content: after(begun, chunks) };
}

async function* after(begun: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield begun;
  yield* { [Symbol.asyncIterator]: () => rest };
}

/** A content as a transformation makes it. */
export const through = (source: Content, transform: Duplex): Content =>
  // Errors reach whoever reads the last of them.
  pipeline(source, transform, () => undefined);

/** The bytes that some base64 stands for. */
export async function* bytesOf(source: Content): AsyncGenerator<Buffer> {
  let rest = '';
  for await (const chunk of source) {
    const text = rest + chunk.toString('latin1');
    const whole = text.length - (text.length % 4);
    yield Buffer.from(text.slice(0, whole), 'base64');
    rest = text.slice(whole);
  }
  yield Buffer.from(rest, 'base64');
}

/** The same in base64. */
export async function* base64Of(source: Content): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % 3);
    yield Buffer.from(bytes.toString('base64', 0, whole));
    rest = bytes.subarray(whole);
  }
  yield Buffer.from(rest.toString('base64'));
}
