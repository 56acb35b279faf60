/** Bytes without the colours of a terminal, which may stand in the middle of a word. */
export interface Uncoloured {
  readonly bytes: Buffer;
  /** Where a byte stood. */
  readonly placeOf: (index: number) => number;
  /** The colours in a stretch of the original: what follows should look as it did. */
  readonly coloursIn: (start: number, end: number) => Buffer;
}

const ESCAPE = String.fromCharCode(0x1b);
/** As a terminal reads it, in a string of JSON, and in XML. https://en.wikipedia.org/wiki/ANSI_escape_code#CSI */
const COLOUR = new RegExp(String.raw`(?:${ESCAPE}|\\{1,7}u001b|&#(?:x1b|27);)\[[0-9;]{0,16}[A-Za-z]`, 'gi');
const MARKS = [`${ESCAPE}[`, 'u001b[', ';['];

/** Takes the colours away; undefined when there are none. Pure. */
export function withoutColours(bytes: Buffer): Uncoloured | undefined {
  if (!MARKS.some((mark) => bytes.includes(mark))) return undefined;
  const text = bytes.toString('latin1');
  const bare = Buffer.alloc(bytes.length);
  /** Beginnings of what was kept: there and in the original. */
  const kept: { readonly at: number; readonly from: number }[] = [];
  const colours: { readonly from: number; readonly code: string }[] = [];
  let length = 0;
  let done = 0;
  const keep = (until: number): void => {
    kept.push({ at: length, from: done });
    length += bytes.copy(bare, length, done, until);
  };
  for (const match of text.matchAll(COLOUR)) {
    keep(match.index);
    done = match.index + match[0].length;
    colours.push({ from: match.index, code: match[0] });
  }
  if (colours.length === 0) return undefined;
  keep(bytes.length);
  return {
    bytes: bare.subarray(0, length),
    placeOf: (index) => {
      const part = kept.findLast(({ at }) => at <= index);
      return part === undefined ? index : part.from + index - part.at;
    },
    coloursIn: (start, end) =>
      Buffer.from(
        colours
          .filter(({ from }) => from >= start && from < end)
          .map(({ code }) => code)
          .join(''),
        'latin1',
      ),
  };
}
