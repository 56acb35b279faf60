import * as measures from './measures.js';
import { read, type Reading } from './reading.js';

export type Judgement = 'first' | 'second' | 'draw';

/** Compares any two of the essays that it was given. */
export type Judge = (first: string, second: string) => Judgement;

type Quality = 'language' | 'argument' | 'craft';

interface Aspect {
  readonly quality: Quality;
  readonly weight: number;
  /** The difference at which one essay is plainly ahead. */
  readonly step: number;
  readonly of: (reading: Reading, prompt: string) => number;
}

const aspects: readonly Aspect[] = [
  { quality: 'language', weight: 3, step: 0.1, of: measures.vocabulary },
  { quality: 'language', weight: 2, step: 0.08, of: measures.precision },
  { quality: 'language', weight: 2, step: 0.2, of: measures.freshness },
  { quality: 'argument', weight: 3, step: 0.5, of: measures.cohesion },
  { quality: 'argument', weight: 2, step: 0.4, of: measures.development },
  { quality: 'argument', weight: 3, step: 0.5, of: measures.focus },
  { quality: 'craft', weight: 2, step: 0.25, of: measures.rhythm },
  { quality: 'craft', weight: 1, step: 0.3, of: measures.openings },
  { quality: 'craft', weight: 2, step: 0.5, of: measures.structure },
  { quality: 'craft', weight: 3, step: 0.2, of: measures.mechanics },
];

const qualities: readonly Quality[] = ['language', 'argument', 'craft'];
export const panelSize = qualities.length;

/**
 * Seats a panel of three judges of essays written to one prompt, each of whom cares more for one quality. Each essay is
 * read once. A judge weighs a pair aspect by aspect: an aspect votes in proportion to how far one essay is ahead, and
 * at most with its whole weight. Because votes are capped and judges differ, the panel may prefer A to B, B to C and
 * C to A, as people do; the ranking model settles that.
 */
export function seatPanel(prompt: string, essays: ReadonlyMap<string, string>): Judge[] {
  const marks = new Map(Array.from(essays, ([id, essay]) => [id, mark(read(essay), prompt)]));
  return qualities.map((favourite) => (first, second) => {
    const votes = tally(favourite, marksOf(marks, first), marksOf(marks, second));
    if (Math.abs(votes) < 1e-9) return 'draw';
    return votes > 0 ? 'first' : 'second';
  });
}

function mark(reading: Reading, prompt: string): number[] {
  return aspects.map((aspect) => aspect.of(reading, prompt));
}

function tally(favourite: Quality, first: readonly number[], second: readonly number[]): number {
  return aspects.reduce((votes, { quality, weight, step }, index) => {
    const lead = ((first[index] ?? 0) - (second[index] ?? 0)) / step;
    return votes + weight * (quality === favourite ? 3 : 1) * Math.max(-1, Math.min(1, lead));
  }, 0);
}

function marksOf(marks: ReadonlyMap<string, readonly number[]>, id: string): readonly number[] {
  const found = marks.get(id);
  if (!found) throw new Error(`The panel has not read essay ${id}.`);
  return found;
}
