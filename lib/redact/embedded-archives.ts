import type { Content } from './streams.js';

/** A stretch of a text, to be read before the next. */
export interface Stretch {
  readonly kind: Piece['kind'];
  readonly content: Content;
}

/** A piece of a text: of an archive that it holds in base64, or of what stands between such archives. */
interface Piece {
  readonly kind: 'text' | 'archive';
  readonly bytes: Buffer;
  /** Whether it ends there: a long one comes in several pieces. */
  readonly last: boolean;
}

/** How the first four bytes of a zip archive look in base64, but for their last two bits. */
const MARK = Buffer.from('UEsDB');
/** Characters of base64 below which no archive can be in them. */
const LEAST = 64;

const IN_BASE64 = new Uint8Array(256);
for (const byte of Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/='))
  IN_BASE64[byte] = 1;

/** A text as the archives in base64 that it holds, such as the one in Playwright's report, and what is between them. */
export async function* stretchesOf(source: Content): AsyncGenerator<Stretch> {
  const pieces = piecesOf(source);
  for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) {
    yield { kind: piece.value.kind, content: fromHere(piece.value, pieces) };
  }
}

async function* fromHere(first: Piece, pieces: AsyncIterator<Piece>): AsyncGenerator<Buffer> {
  yield first.bytes;
  for (let { last } = first; !last;) {
    const next = await pieces.next();
    if (next.done === true) return;
    yield next.value.bytes;
    ({ last } = next.value);
  }
}

async function* piecesOf(source: Content): AsyncGenerator<Piece> {
  const archives = new EmbeddedArchives();
  for await (const chunk of source) yield* archives.push(chunk);
  yield* archives.end();
}

/** Divides a text, as it comes, at the zip archives that it holds in base64. */
class EmbeddedArchives {
  #inside = false;
  #held = Buffer.alloc(0);

  push(chunk: Buffer): Piece[] {
    this.#held = Buffer.concat([this.#held, chunk]);
    return this.#divide(false);
  }

  end(): Piece[] {
    return this.#divide(true);
  }

  #divide(ended: boolean): Piece[] {
    const pieces: Piece[] = [];
    for (;;) {
      const kind = this.#inside ? 'archive' : 'text';
      const border = this.#inside ? endOfBase64(this.#held, 0) : this.#archive();
      if (border === undefined) {
        // What is at the end of a text may be the beginning of an archive.
        const surely = ended || this.#inside ? this.#held.length : Math.max(0, this.#held.length - LEAST);
        return [...pieces, { kind, bytes: this.#take(surely), last: ended }];
      }
      pieces.push({ kind, bytes: this.#take(border), last: true });
      this.#inside = !this.#inside;
    }
  }

  /** Where an archive begins. */
  #archive(): number | undefined {
    for (let at = this.#held.indexOf(MARK); at !== -1; at = this.#held.indexOf(MARK, at + 1)) {
      const end = endOfBase64(this.#held, at) ?? this.#held.length;
      if (end - at >= LEAST) return at;
    }
    return undefined;
  }

  #take(length: number): Buffer {
    const taken = this.#held.subarray(0, length);
    this.#held = this.#held.subarray(length);
    return taken;
  }
}

function endOfBase64(bytes: Buffer, from: number): number | undefined {
  for (let at = from; at < bytes.length; at += 1) if (IN_BASE64[bytes[at] ?? 0] === 0) return at;
  return undefined;
}
