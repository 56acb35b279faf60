/** What a reader sees on the page, before any opinion about it. */
export interface Reading {
  readonly text: string;
  readonly paragraphs: readonly string[];
  readonly sentences: readonly string[];
  readonly words: readonly string[];
}

const heading = /^#{1,6}\s.*$/gm;
const word = /\p{L}+(?:['’-]\p{L}+)*/gu;
// A closing quotation mark belongs to the sentence that it closes.
const sentenceEnd = /(?<=[.!?]["'”’)]*)\s+/u;

/** Splits an essay into paragraphs, sentences and lower-case words. Headings are not prose and are left out. */
export function read(essay: string): Reading {
  const text = essay.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(heading, '').trim();
  const paragraphs = text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replaceAll(/\s+/g, ' ').trim())
    .filter((paragraph) => wordsOf(paragraph).length > 0);
  return {
    text,
    paragraphs,
    sentences: paragraphs
      .flatMap((paragraph) => paragraph.split(sentenceEnd))
      .filter((part) => wordsOf(part).length > 0),
    words: wordsOf(text),
  };
}

/** The words of a text in lower case, with straight apostrophes. */
export function wordsOf(text: string): string[] {
  return Array.from(text.matchAll(word), ([match]) => match.toLowerCase().replaceAll('’', "'"));
}
