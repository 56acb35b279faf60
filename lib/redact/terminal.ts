import { setTimeout as later } from 'node:timers';
import type { Redactor } from './redactor.js';

/** What a stream of the process lets us do. */
type Output = Pick<NodeJS.WriteStream, 'write'>;

/** Milliseconds for which the beginning of what may be a secret waits for its end. */
const PATIENCE = 50;

/**
 * Hides secrets in all that is written to a stream from now on, also those that are divided between two writes. Gives what
 * writes the rest and ends it.
 */
export function guardOutput(stream: Output, redactor: () => Redactor): () => void {
  const write = stream.write.bind(stream);
  let held = Buffer.alloc(0);
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    clearTimeout(timer);
    if (held.length > 0) write(redactor().redact(held));
    held = Buffer.alloc(0);
  };
  const guarded = (chunk: Uint8Array | string, ...rest: readonly unknown[]): boolean => {
    clearTimeout(timer);
    const encoding = rest.find((argument) => typeof argument === 'string');
    const done = rest.find((argument) => typeof argument === 'function');
    const bytes = Buffer.concat([held, bytesOf(chunk, encoding)]);
    const hiding = redactor();
    const whole = bytes.length - hiding.unfinished(bytes);
    held = bytes.subarray(whole);
    if (held.length > 0) timer = later(flush, PATIENCE).unref();
    return write(hiding.redact(bytes.subarray(0, whole)), () => done?.());
  };
  stream.write = guarded;
  return () => {
    flush();
    stream.write = write;
  };
}

function bytesOf(chunk: Uint8Array | string, encoding: string | undefined): Uint8Array {
  if (typeof chunk !== 'string') return chunk;
  return Buffer.from(chunk, encoding !== undefined && Buffer.isEncoding(encoding) ? encoding : 'utf8');
}
