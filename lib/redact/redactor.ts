import { REDACTED } from '../target/secret.js';
import { withoutColours } from './colours.js';
import { Finder } from './finder.js';
import { type Hit, RedactionStream } from './redaction-stream.js';
import { REACH, shapesIn } from './shapes.js';
import { SHORTEST, type Spelling, spellingsOf } from './spellings.js';

const NOTHING: { readonly known: ReadonlySet<string>; readonly spellings: readonly Spelling[] } = {
  known: new Set(),
  spellings: [],
};

const BY_SHAPE = Buffer.from(REDACTED);

/** How a redactor looks. */
export interface RedactorOptions {
  /** Whether to hide what merely looks like a secret; else only what is known. */
  readonly shapes?: boolean;
  /** Whose secrets are known, too: their spellings are not made again. */
  readonly after?: Redactor;
}

/**
 * Hides secrets in bytes of any kind: those that are known, in every encoding in which they occur, and those that look like
 * one. A known secret of fewer than `SHORTEST` characters is hidden by its place only. Neither file formats nor lengths in
 * base64 are broken by it.
 */
export class Redactor {
  readonly #known: ReadonlySet<string>;
  readonly #spellings: readonly Spelling[];
  readonly #finder: Finder;
  readonly #shapes: boolean;
  readonly #longest: number;
  readonly #byFirst = new Map<number, Buffer[]>();
  /** How many bytes must be known after a place to tell whether a secret begins there. */
  readonly reach: number;

  constructor(secrets: Iterable<string>, { shapes = true, after }: RedactorOptions = {}) {
    const known = new Set([...secrets].flatMap(partsOf).filter(({ length }) => length >= SHORTEST));
    const before = after === undefined ? NOTHING : { known: after.#known, spellings: after.#spellings };
    const added = [...known].filter((secret) => !before.known.has(secret));
    this.#known = new Set([...before.known, ...added]);
    const spellings = [...before.spellings, ...added.flatMap(spellingsOf)];
    this.#spellings = [...new Map(spellings.map((spelling) => [spelling.bytes.toString('latin1'), spelling])).values()];
    this.#finder = new Finder(this.#spellings.map(({ bytes }) => bytes));
    this.#shapes = shapes;
    this.#longest = this.#spellings.reduce((longest, { bytes }) => Math.max(longest, bytes.length), 0);
    // Twice the longest: colours may stand within it.
    this.reach = Math.max(REACH, this.#longest * 2);
    for (const { bytes } of this.#spellings) {
      const [first = 0] = bytes;
      this.#byFirst.set(first, [...(this.#byFirst.get(first) ?? []), bytes]);
    }
  }

  /** Whether there is a secret in these bytes. */
  finds(bytes: Buffer): boolean {
    return this.#hits(bytes).length > 0;
  }

  /** The same bytes without secrets; the very same when there are none. */
  redact(bytes: Buffer): Buffer {
    const stream = this.stream();
    const parts = [stream.push(bytes), stream.end()];
    return stream.hits === 0 ? bytes : Buffer.concat(parts);
  }

  /** The same text without secrets. */
  redactText(text: string): string {
    return this.redact(Buffer.from(text)).toString();
  }

  /** How many bytes at the end may be the beginning of a known secret. */
  unfinished(bytes: Buffer): number {
    for (let start = Math.max(0, bytes.length - this.#longest + 1); start < bytes.length; start += 1) {
      const end = bytes.subarray(start);
      const may = this.#byFirst.get(end[0] ?? 0) ?? [];
      if (may.some((known) => known.length > end.length && known.subarray(0, end.length).equals(end)))
        return end.length;
    }
    return 0;
  }

  /** Hides secrets in bytes that come piece by piece, wherever they are cut. */
  stream(): RedactionStream {
    return new RedactionStream((bytes) => this.#hits(bytes), this.reach);
  }

  #hits(bytes: Buffer): Hit[] {
    const looksLike = this.#shapes ? shapesIn(bytes.toString('latin1')) : [];
    return [
      ...this.#spelled(bytes),
      ...this.#coloured(bytes),
      ...looksLike.map((span) => ({ ...span, replacement: BY_SHAPE })),
    ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  }

  /** Known secrets that colours divide. */
  #coloured(bytes: Buffer): Hit[] {
    const bare = withoutColours(bytes);
    if (bare === undefined) return [];
    return this.#spelled(bare.bytes).flatMap((hit) => {
      const [start, end] = [bare.placeOf(hit.start), bare.placeOf(hit.end - 1) + 1];
      if (end - start === hit.end - hit.start) return [];
      return [{ start, end, replacement: Buffer.concat([hit.replacement, bare.coloursIn(start, end)]) }];
    });
  }

  #spelled(bytes: Buffer): Hit[] {
    return this.#finder.find(bytes).flatMap(({ start, pattern }) => {
      const spelling = this.#spellings[pattern];
      return spelling === undefined
        ? []
        : [{ start, end: start + spelling.bytes.length, replacement: spelling.replacement }];
    });
  }
}

/** Lines of a key that is written in many are printed one by one, too. */
function partsOf(secret: string): string[] {
  // As it would be written: half a character of UTF-16 cannot be.
  const text = Buffer.from(secret).toString();
  const lines = text.split(/\r?\n/).filter((line) => line.length >= LINE && !line.startsWith('-----'));
  return lines.length > 1 ? [text, ...lines] : [text];
}

/** Characters from which on a line of a secret is one itself. */
const LINE = 16;
