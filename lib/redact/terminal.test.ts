import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Redactor } from './redactor.js';
import { guardOutput } from './terminal.js';

const redactor = new Redactor(['open-sesame', 'p&ss "w0rd"']);

/** What a terminal shows after these writes. */
function shown(writes: readonly (string | Buffer)[]): string {
  const chunks: Buffer[] = [];
  const stream = {
    write: (chunk: Uint8Array | string, done?: unknown): boolean => {
      chunks.push(Buffer.from(chunk));
      if (typeof done === 'function') done();
      return true;
    },
  };
  const release = guardOutput(stream, () => redactor);
  for (const chunk of writes) stream.write(chunk);
  release();
  return Buffer.concat(chunks).toString();
}

test('a secret is hidden however it is divided between writes', () => {
  const text = 'the word is open-sesame, or "p&ss \\"w0rd\\"", or open-sesa';
  fc.assert(
    fc.property(fc.array(fc.nat(text.length), { maxLength: 6 }), (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
      const writes = places.slice(1).map((end, index) => text.slice(places[index], end));
      expect(shown(writes)).toBe('the word is [redacted], or "[redacted]", or open-sesa');
    }),
  );
});

test('what is no beginning of a secret is shown at once', () => {
  const chunks: string[] = [];
  const stream = { write: (chunk: Uint8Array | string): boolean => chunks.push(String(chunk)) > 0 };
  const release = guardOutput(stream, () => redactor);
  stream.write('12 of 40 checks\r');
  expect(chunks).toEqual(['12 of 40 checks\r']);
  release();
});
