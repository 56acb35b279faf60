import { connectives, functionWords, slips } from './lexicon.js';
import { wordsOf, type Reading } from './reading.js';

const window = 50;

/**
 * How rarely words come back, from 0 to 1: the moving-average type-token ratio over 50 words, which unlike the plain
 * ratio does not punish a longer text (Covington and McFall, "Cutting the Gordian knot", 2010).
 */
export function vocabulary({ words }: Reading): number {
  const spans = Math.max(1, words.length - window + 1);
  const ratios = Array.from({ length: spans }, (_, start) => {
    const span = words.slice(start, start + window);
    return share(new Set(span).size, span.length);
  });
  return mean(ratios);
}

/** The share of words with seven letters or more. */
export function precision({ words }: Reading): number {
  return share(words.filter((word) => word.length >= 7).length, words.length);
}

/** The share of three-word phrases that are used once only. */
export function freshness({ words }: Reading): number {
  const phrases = words.slice(2).map((word, index) => [words[index], words[index + 1], word].join(' '));
  const seen = new Map<string, number>();
  for (const phrase of phrases) seen.set(phrase, (seen.get(phrase) ?? 0) + 1);
  return share(phrases.filter((phrase) => seen.get(phrase) === 1).length, phrases.length);
}

/** How much sentences differ in length: the standard deviation over the mean, at most 1. */
export function rhythm({ sentences }: Reading): number {
  const lengths = sentences.map((sentence) => wordsOf(sentence).length);
  const average = mean(lengths);
  return average === 0 ? 0 : Math.min(1, Math.sqrt(mean(lengths.map((length) => (length - average) ** 2))) / average);
}

/** The share of sentences that open with a word of their own. */
export function openings({ sentences }: Reading): number {
  return share(new Set(sentences.map((sentence) => wordsOf(sentence)[0])).size, sentences.length);
}

/** How many different connectives hold the thoughts together, as a share of ten. */
export function cohesion({ words }: Reading): number {
  const text = ` ${words.join(' ')} `;
  return Math.min(1, connectives.filter((connective) => text.includes(` ${connective} `)).length / 10);
}

/** Paragraphs, up to four; half of that when they are single sentences or endless on average. */
export function structure({ paragraphs, sentences }: Reading): number {
  const average = share(sentences.length, paragraphs.length);
  const shaped = average >= 2 && average <= 8 ? 1 : 0.5;
  return shaped * Math.min(1, paragraphs.length / 4);
}

/** How far the essay goes into its subject: its length, as a share of 280 words. */
export function development({ words }: Reading): number {
  return Math.min(1, words.length / 280);
}

/** Half for the prompt's own words that the essay takes up, half for the paragraphs that stay with them. */
export function focus({ paragraphs, words }: Reading, prompt: string): number {
  const subject = subjectOf(wordsOf(prompt));
  if (subject.size === 0) return 0;
  const taken = [...subjectOf(words)].filter((stem) => subject.has(stem));
  const faithful = paragraphs.filter((paragraph) =>
    [...subjectOf(wordsOf(paragraph))].some((stem) => subject.has(stem)),
  );
  return (share(taken.length, subject.size) + share(faithful.length, paragraphs.length)) / 2;
}

/** One less ten times the share of slips among the words, at least 0. */
export function mechanics({ text, paragraphs, sentences, words }: Reading): number {
  const misspelt = words.filter((word) => slips.has(word)).length;
  const smallPronouns = text.match(/\bi\b(?!\.e)/g)?.length ?? 0;
  const smallStarts = sentences.filter((sentence) => /^\p{Ll}/u.test(sentence)).length;
  const unfinished = paragraphs.filter((paragraph) => !/[.!?:]["'”’)]*$/.test(paragraph)).length;
  const stutters = words.filter((word, index) => word === words[index - 1] && word !== 'had' && word !== 'that').length;
  const found = misspelt + smallPronouns + smallStarts + unfinished + stutters;
  return words.length === 0 ? 0 : Math.max(0, 1 - (found * 10) / words.length);
}

// Crude on purpose: enough for "changed" and "change", "places" and "place" to be the same subject.
function subjectOf(words: readonly string[]): Set<string> {
  const subject = words.filter((word) => word.length > 2 && !functionWords.has(word));
  return new Set(subject.map((word) => word.replace(/(?:'s|ing|ed|es|s|d|e)$/, '')));
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function mean(numbers: readonly number[]): number {
  return share(
    numbers.reduce((sum, number) => sum + number, 0),
    numbers.length,
  );
}
