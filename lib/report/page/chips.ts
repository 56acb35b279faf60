import type { Outcome } from '../../verdict/evidence.js';
import type { Results } from '../results.js';
import { html, type Html } from './html.js';

/** How a text is coloured: as good, bad, waiting for a person, or of no concern. */
export type Tone = 'good' | 'bad' | 'wait' | 'calm';

/** Outcomes in the order in which a person wants to see them. */
export const OUTCOMES: ReadonlyArray<{
  readonly outcome: Outcome;
  readonly count: Exclude<keyof Results['areas'][number], 'area' | 'total'>;
  readonly word: string;
  readonly tone: Tone;
}> = [
  { outcome: 'failed', count: 'failed', word: 'failed', tone: 'bad' },
  { outcome: 'blocked', count: 'blocked', word: 'blocked', tone: 'calm' },
  { outcome: 'unverified', count: 'unverified', word: 'unverified', tone: 'wait' },
  { outcome: 'flaky', count: 'flaky', word: 'flaky', tone: 'wait' },
  { outcome: 'passed', count: 'passed', word: 'passed', tone: 'good' },
  { outcome: 'not-applicable', count: 'not_applicable', word: 'not applicable', tone: 'calm' },
];

export const chip = (word: string, tone: Tone): Html => html`<span class="chip ${tone}">${word}</span>`;

const known = (outcome: Outcome) => OUTCOMES.find((one) => one.outcome === outcome);

/** An outcome as a person says it. */
export const wordOf = (outcome: Outcome): string => known(outcome)?.word ?? outcome;

export const outcomeChip = (outcome: Outcome): Html => chip(wordOf(outcome), known(outcome)?.tone ?? 'calm');

/** How many checks came to what, as far as there are any. */
export const countChips = (counts: Omit<Results['areas'][number], 'area'>): Html =>
  html`<span class="counts"
    >${OUTCOMES.filter(({ count }) => counts[count] > 0).map(({ count, word, tone }) =>
      chip(`${counts[count]} ${word}`, tone),
    )}</span
  >`;
