/** The protocol of Redis, version 2 (https://redis.io/docs/latest/develop/reference/protocol-spec/), as texts of one character a byte. */

const END = '\r\n';

/** Where the frame that begins at `from` ends; undefined while it is not complete. */
function endOf(text: string, from: number): number | undefined {
  const lineEnd = text.indexOf(END, from);
  if (lineEnd < 0) return undefined;
  const after = lineEnd + END.length;
  const count = Number(text.slice(from + 1, lineEnd));
  if (text[from] === '$') {
    const end = count < 0 ? after : after + count + END.length;
    return end <= text.length ? end : undefined;
  }
  if (text[from] !== '*') return after;
  let end: number | undefined = after;
  for (let item = 0; item < count && end !== undefined; item += 1) end = endOf(text, end);
  return end;
}

/** Cuts what comes over a connection into whole frames. */
export class Frames {
  #rest = '';

  take(chunk: Buffer): string[] {
    this.#rest += chunk.toString('latin1');
    const frames: string[] = [];
    for (;;) {
      const end = this.#rest === '' ? undefined : endOf(this.#rest, 0);
      if (end === undefined) return frames;
      frames.push(this.#rest.slice(0, end));
      this.#rest = this.#rest.slice(end);
    }
  }
}

/** The words of a command's frame. */
export function wordsOf(frame: string): string[] {
  const words: string[] = [];
  let at = frame.indexOf(END) + END.length;
  while (at < frame.length) {
    const start = frame.indexOf(END, at) + END.length;
    const length = Number(frame.slice(at + 1, start - END.length));
    words.push(frame.slice(start, start + length));
    at = start + length + END.length;
  }
  return words;
}

/** The frame of a command. */
export const commandOf = (words: readonly string[]): string =>
  `*${words.length}${END}${words.map((word) => `$${word.length}${END}${word}${END}`).join('')}`;
