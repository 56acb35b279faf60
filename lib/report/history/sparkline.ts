const BARS = '▁▂▃▄▅▆▇█';

/** Numbers as a row of bars, from nothing to the largest of them. Pure. */
export function sparkline(numbers: readonly number[]): string {
  const largest = Math.max(...numbers);
  return numbers
    .map((number) => BARS[largest <= 0 ? 0 : Math.min(BARS.length - 1, Math.floor((number / largest) * BARS.length))])
    .join('');
}
