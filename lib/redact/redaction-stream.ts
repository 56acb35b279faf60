import { BEFORE } from './shapes.js';

/** A secret in some bytes, and what is put there. */
export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly replacement: Buffer;
}

/** Bytes go in as they come and come out without secrets; what may be the beginning of one is held back. */
export class RedactionStream {
  readonly #hitsIn: (bytes: Buffer) => Hit[];
  readonly #reach: number;
  #held: Buffer = Buffer.alloc(0);
  /** How much of what is held has been given already, and stays because it tells what comes after it. */
  #given = 0;
  /** How much of what is held belongs to a secret that has been replaced already. */
  #covered = 0;
  #hits = 0;

  constructor(hitsIn: (bytes: Buffer) => Hit[], reach: number) {
    this.#hitsIn = hitsIn;
    this.#reach = reach;
  }

  /** How many secrets have been hidden so far. */
  get hits(): number {
    return this.#hits;
  }

  push(chunk: Buffer): Buffer {
    this.#held = Buffer.concat([this.#held, chunk]);
    return this.#release(this.#held.length - this.#reach);
  }

  end(): Buffer {
    return this.#release(this.#held.length);
  }

  /** Gives everything before a place: no secret that begins there can go on after what is known. */
  #release(until: number): Buffer {
    // Looking again at what was held costs as much as looking at what is new.
    if (until < this.#held.length && until - this.#given < this.#reach) return Buffer.alloc(0);
    const parts: Buffer[] = [];
    let done = Math.max(this.#given, this.#covered);
    for (const { start, end, replacement } of this.#hitsIn(this.#held)) {
      if (start >= until) break;
      if (end <= done) continue;
      this.#hits += 1;
      if (start >= done) parts.push(this.#held.subarray(done, start), replacement);
      // Of one that overlaps with the last, what is left to hide is the rest, which only base64 has room for.
      else if (replacement.length === end - start) parts.push(replacement.subarray(done - start));
      done = end;
    }
    if (done < until) parts.push(this.#held.subarray(done, until));
    const gone = Math.max(0, until - BEFORE);
    this.#held = this.#held.subarray(gone);
    this.#given = until - gone;
    this.#covered = done - gone;
    return Buffer.concat(parts);
  }
}
