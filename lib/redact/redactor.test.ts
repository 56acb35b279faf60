import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Redactor } from './redactor.js';
import { SHORTEST } from './spellings.js';
import { WRITERS } from './testing/writers.js';

const wellFormed = (least: number, most: number) =>
  fc.oneof(
    fc.string({ minLength: least, maxLength: most, unit: 'binary' }),
    fc.string({ minLength: least, maxLength: most, unit: 'grapheme-ascii' }),
    fc.string({ minLength: least, maxLength: most, unit: fc.constantFrom(...Array.from('aB3+/=-_%&<>"\'\\ é€😀\n')) }),
  );
/** Half a character of UTF-16 cannot be written. */
const isWhole = (text: string): boolean => Buffer.from(text).toString() === text;
const secrets = wellFormed(8, 40).filter((text) => text.length >= SHORTEST && isWhole(text));
const surroundings = wellFormed(0, 30).filter(isWhole);

/** Whether a text ends as it begins. */
const overlaps = (text: string): boolean =>
  Array.from({ length: text.length - 1 }, (_, at) => text.slice(at + 1)).some((end) => text.startsWith(end));

/** Gives bytes to a stream, cut at some places. */
function inPieces(redactor: Redactor, bytes: Buffer, cuts: readonly number[]): Buffer {
  const stream = redactor.stream();
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  const pieces = places.slice(1).map((end, index) => stream.push(bytes.subarray(places[index], end)));
  return Buffer.concat([...pieces, stream.end()]);
}

describe('a known secret', () => {
  test.each(WRITERS)('as $name is hidden in any surroundings, and these stay', ({ write, read }) => {
    fc.assert(
      fc.property(secrets, surroundings, surroundings, (secret, before, after) => {
        // What it overlaps with would be part of another occurrence.
        fc.pre(`${before}${secret}${after}`.split(secret).length === 2 && !overlaps(secret));
        // Nor is it told whose a backslash was.
        fc.pre(!/[\\']$/.test(before) && !/^[\\']/.test(after));
        const redactor = new Redactor([secret], { shapes: false });

        const hidden = redactor.redact(write(`${before}${secret}${after}`));

        expect(redactor.finds(hidden)).toBe(false);
        const shown = read(hidden);
        expect(shown).not.toContain(secret);
        // A neighbour may share bits with the escape of a secret's first character.
        expect(shown.startsWith(before.slice(0, -1)) && shown.endsWith(after.slice(1))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  test('that is not there changes nothing', () => {
    const others = fc.string({ maxLength: 2_000, unit: fc.constantFrom(...Array.from('aeiou +/=%&<>"\\')) });
    fc.assert(
      fc.property(secrets, others, (secret, content) => {
        fc.pre(/[^aeiou +/=%&<>"\\]/.test(secret));
        const bytes = Buffer.from(content);
        expect(new Redactor([secret]).redact(bytes)).toBe(bytes);
      }),
      { numRuns: 50 },
    );
  });

  test('is hidden wherever the bytes are cut', () => {
    fc.assert(
      fc.property(
        fc.array(secrets, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...WRITERS), surroundings), { maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (known, written, cuts) => {
          const filling = Buffer.alloc(9_000, 'some text, ');
          const bytes = Buffer.concat(
            written.flatMap(([place, { write }, around]) => [
              filling.subarray(place % filling.length),
              write(`${around}${known[place % known.length]}`),
            ]),
          );
          const redactor = new Redactor(known, { shapes: false });
          const whole = redactor.redact(bytes);

          expect(redactor.finds(whole)).toBe(false);
          expect(inPieces(redactor, bytes, cuts).equals(whole)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('keeps what is decoded around it', () => {
    const redactor = new Redactor(['hunter2-is-mine']);
    for (const lead of ['', 'a', 'ab', 'abc']) {
      const document = JSON.stringify({ lead, user: 'ann', note: 'said hunter2-is-mine twice', after: [1, 2] });
      const hidden = redactor.redact(Buffer.from(Buffer.from(document).toString('base64')));
      const { note, ...rest } = JSON.parse(Buffer.from(hidden.toString(), 'base64').toString());
      expect(rest).toEqual({ lead, user: 'ann', after: [1, 2] });
      expect(note).not.toContain('unter2');
    }
  });

  test('is shown as hidden in the same encoding', () => {
    const redactor = new Redactor(['p&ss "w0rd"']);
    expect(redactor.redactText('<p>p&amp;ss &quot;w0rd&quot;</p>')).toBe('<p>[redacted]</p>');
    expect(redactor.redactText('{"is":"p&ss \\"w0rd\\""}')).toBe('{"is":"[redacted]"}');
    expect(redactor.redactText('/?q=p%26ss+%22w0rd%22&r=1')).toBe('/?q=%5Bredacted%5D&r=1');
  });

  test('of digits stays a number', () => {
    expect(new Redactor(['12345678']).redactText('{"pin":12345678}')).toBe('{"pin":99999999}');
  });

  test('is hidden where the colours of a terminal divide it', () => {
    const redactor = new Redactor(['open-sesame-42']);
    expect(redactor.redactText('Received: "open-\x1b[7msesame\x1b[27m-42"!')).toBe(
      'Received: "[redacted]\x1b[7m\x1b[27m"!',
    );
    expect(redactor.redactText(JSON.stringify('open-\x1b[7msesame-42'))).toBe('"[redacted]\\u001b[7m"');
  });

  test('of many lines is hidden line by line, too', () => {
    const key = '-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0\nAgEAAoIBAQC7VJTUt9Us8c\n-----END KEY-----';
    expect(new Redactor([key]).redactText('at line 2: AgEAAoIBAQC7VJTUt9Us8c')).toBe('at line 2: [redacted]');
  });

  test('of a few characters is left to its place', () => {
    expect(new Redactor(['abc']).redactText('abc, "password": "abc"')).toBe('abc, "password": "[redacted]"');
  });

  test('that fills a large file needs no more memory than any other', () => {
    const stream = new Redactor(['aaaaaaaa']).stream();
    const chunk = Buffer.alloc(1 << 18, 'a');
    const parts = Array.from({ length: 3 }, () => stream.push(chunk));
    expect(Buffer.concat([...parts, stream.end()]).toString()).toBe('[redacted]');
  });
});

test('what comes to be known later is hidden as what was known before is, and that still', () => {
  const later = new Redactor(['of-the-second'], { after: new Redactor(['of-the-first']), shapes: false });

  expect(later.redactText('of-the-first of-the-second b2YtdGhlLWZpcnN0')).not.toMatch(/of-the|b2Yt/);
});
