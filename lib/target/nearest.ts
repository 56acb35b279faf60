import { closest, distance } from 'fastest-levenshtein';

/** The most that a typing mistake may differ from what was meant, in single-character edits. */
const FAR = 4;

/** A question with the name that was probably meant and all that there are: `Did you mean "staging"? There are: ...`. */
export function suggest(wrong: string, known: readonly string[]): string {
  if (known.length === 0) return 'There are none.';
  const nearest = closest(wrong, [...known]);
  const question = distance(wrong, nearest) <= FAR ? `Did you mean "${nearest}"? ` : '';
  return `${question}There are: ${known.join(', ')}.`;
}
