/** Where one of the patterns stands. */
export interface Found {
  readonly start: number;
  readonly pattern: number;
}

/** Bytes that decide how far one may jump. */
const BLOCK = 3;
const SLOTS = 1 << 16;
/** Bytes that one may jump at most: as far as the table's numbers go. */
const MOST = 255;

/**
 * Finds many byte strings at once by the method of Wu and Manber ("A fast algorithm for multi-pattern searching", 1994):
 * three bytes tell how far the next possible occurrence is, so that most bytes are never looked at.
 */
export class Finder {
  readonly #patterns: readonly Buffer[];
  /** The length of the shortest: no jump may be longer. */
  readonly #window: number;
  readonly #jumps: Uint8Array;
  readonly #candidates = new Map<number, number[]>();

  /** Takes patterns of three bytes or more. */
  constructor(patterns: readonly Buffer[]) {
    this.#patterns = patterns;
    this.#window = patterns.reduce((shortest, { length }) => Math.min(shortest, length), MOST);
    this.#jumps = new Uint8Array(SLOTS).fill(this.#window - BLOCK + 1);
    patterns.forEach((pattern, index) => this.#add(pattern, index));
  }

  #add(pattern: Buffer, index: number): void {
    for (let at = 0; at + BLOCK <= this.#window; at += 1) {
      const slot = slotOf(pattern[at] ?? 0, pattern[at + 1] ?? 0, pattern[at + 2] ?? 0);
      const jump = this.#window - BLOCK - at;
      this.#jumps[slot] = Math.min(this.#jumps[slot] ?? 0, jump);
      if (jump > 0) continue;
      const others = this.#candidates.get(slot);
      if (others === undefined) this.#candidates.set(slot, [index]);
      else others.push(index);
    }
  }

  /** Every occurrence, also those that overlap, in the order of their beginnings. */
  find(bytes: Uint8Array): Found[] {
    const found: Found[] = [];
    if (this.#patterns.length === 0) return found;
    const jumps = this.#jumps;
    const ahead = this.#window - BLOCK;
    const end = bytes.length - BLOCK;
    for (let at = ahead; at <= end;) {
      const slot = slotOf(bytes[at] ?? 0, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
      const jump = jumps[slot] ?? 1;
      if (jump > 0) {
        at += jump;
        continue;
      }
      for (const pattern of this.#candidates.get(slot) ?? []) {
        if (this.#stands(pattern, bytes, at - ahead)) found.push({ start: at - ahead, pattern });
      }
      at += 1;
    }
    return found;
  }

  #stands(index: number, bytes: Uint8Array, start: number): boolean {
    const pattern = this.#patterns[index];
    if (pattern === undefined || start + pattern.length > bytes.length) return false;
    for (let at = 0; at < pattern.length; at += 1) if (pattern[at] !== bytes[start + at]) return false;
    return true;
  }
}

const slotOf = (first: number, second: number, third: number): number =>
  ((first << 10) ^ (second << 5) ^ third) & (SLOTS - 1);
