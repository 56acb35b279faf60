import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDocument } from './document.js';

const shape = { name: 'smoke-1', contentType: 'text/plain', extension: '.txt' };
const sizeOf = (text: string): number => Buffer.byteLength(text);
/** The bytes of the smallest document of that name. */
const LEAST = sizeOf(buildDocument({ ...shape, bytes: 0 }).text);

test('a document is the same each time, and has the size that was asked for', () =>
  fc.assert(
    fc.property(fc.integer({ min: LEAST, max: 20_000 }), (bytes) => {
      const { text } = buildDocument({ ...shape, bytes });

      expect(sizeOf(text)).toBe(bytes);
      expect(buildDocument({ ...shape, bytes }).text).toBe(text);
    }),
    { numRuns: 50 },
  ));

test('a document shows damage by another encoding, another form or other line ends', () => {
  const { text } = buildDocument(shape);

  expect(Buffer.from(text, 'latin1').toString('latin1')).not.toBe(text);
  expect(text.normalize('NFD')).not.toBe(text);
  expect(text.replaceAll('\r\n', '\n')).not.toBe(text);
});

test('documents of different names are of different texts and files', () => {
  const other = buildDocument({ ...shape, name: 'smoke-2' });

  expect(other.text).not.toBe(buildDocument(shape).text);
  expect(other.filename).toBe('smoke-2.txt');
});
