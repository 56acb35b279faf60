import type { DocumentToUpload } from '../target/capabilities.js';

/** Text that shows damage: characters of one to four bytes, a quotation mark, an ampersand, both kinds of line ends. */
const TELLING = 'Grüße, ђ, 日本語, 🌍 — "quoted" & <tagged>\r\nnext line\n';
const SENTENCE = 'The quick brown fox looks twice before it jumps over the lazy dog. ';

export interface DocumentShape {
  readonly name: string;
  readonly contentType: string;
  readonly extension: string;
  /** About how many bytes it has; 1,000 by default. */
  readonly bytes?: number;
}

/** A document to upload. No two of different names hold the same text. Pure. */
export function buildDocument({ name, contentType, extension, bytes = 1_000 }: DocumentShape): DocumentToUpload {
  const head = `${name}\n${TELLING}`;
  const missing = Math.max(0, bytes - Buffer.byteLength(head));
  const body = SENTENCE.repeat(Math.ceil(missing / SENTENCE.length)).slice(0, missing);
  return { title: name, filename: `${name}${extension}`, contentType, text: `${head}${body}` };
}
