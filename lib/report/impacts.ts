import type { CheckResult } from '../verdict/evidence.js';

const weight = ({ critical, level }: CheckResult): number => Number(critical) * 10 + level;

/**
 * What red checks mean for people, what matters most first: what is critical before what is not, and what people do
 * before what a single service says of itself. Pure.
 */
export function impactsOf(checks: readonly CheckResult[]): string[] {
  return [...new Set(checks.toSorted((a, b) => weight(b) - weight(a)).map(({ impact }) => impact))];
}

/**
 * What red checks mean: what failed is so; what was held back may be so, and nobody knows. It would be a false alarm to say
 * that strangers are let in where nobody is. Pure.
 */
export const harmOf = (
  checks: readonly CheckResult[],
): { readonly certain: string[]; readonly possible: string[] } => ({
  certain: impactsOf(checks.filter(({ outcome }) => outcome !== 'blocked')),
  possible: impactsOf(checks.filter(({ outcome }) => outcome === 'blocked')),
});

/** The first of them as a sentence, and how many more there are. */
export function printImpacts(impacts: readonly string[], most: number): string {
  const more = impacts.length - most;
  return `${impacts.slice(0, most).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
