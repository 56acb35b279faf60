import { fitBradleyTerry, type Comparison, type Standing } from './bradley-terry.js';
import { panelSize, type Judge } from './judge.js';
import type { Pair } from './pairing.js';

export interface Ranked {
  readonly rank: number;
  readonly essayId: string;
  readonly score: number;
  readonly wins: number;
  readonly comparisons: number;
}

/** How many comparisons a full assessment of so many essays takes. */
export function comparisonsAmong(essays: number): number {
  return ((essays * (essays - 1)) / 2) * panelSize;
}

/** Lets every judge of the panel decide each pair. */
export function compareAll(panel: readonly Judge[], pairs: readonly Pair[]): Comparison[] {
  return pairs.flatMap(([first, second]) => panel.map((judge) => ({ first, second, judgement: judge(first, second) })));
}

/**
 * Ranks by fitted strength. The score is the log of the strength, standardised so that the essays compared average 50
 * with a standard deviation of 15, because the fitted scale itself widens with the number of essays.
 */
export function rank(comparisons: readonly Comparison[]): Ranked[] {
  const fitted = fitBradleyTerry(comparisons);
  const scores = standardised(fitted.map(({ strength }) => Math.log(strength)));
  return fitted.map((standing, index) => ({
    rank: placeOf(fitted, index),
    essayId: standing.id,
    score: scores[index] ?? 50,
    wins: standing.wins,
    comparisons: standing.comparisons,
  }));
}

function standardised(values: readonly number[]): number[] {
  const centre = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
  // Essays that all drew differ by rounding only, which must not be blown up.
  return values.map((value) => Math.round((50 + (15 * (value - centre)) / Math.max(deviation, 1e-6)) * 10) / 10);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

// Equal strengths share a place: two essays that nobody can tell apart are both second.
function placeOf(fitted: readonly Standing[], index: number): number {
  const strength = fitted[index]?.strength ?? 0;
  return 1 + fitted.findIndex((other) => Math.abs(Math.log(other.strength / strength)) < 1e-6);
}
