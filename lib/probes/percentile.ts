/**
 * The smallest of the given numbers that at least `percent` of them do not exceed (nearest rank). NaN without numbers.
 */
export function percentile(sorted: readonly number[], percent: number): number {
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
