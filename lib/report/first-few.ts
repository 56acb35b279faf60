/** The first few of some items as lines, and a line that counts those left out. Pure. */
export function firstFew<T>(
  items: readonly T[],
  most: number,
  noun: string,
  print: (item: T) => readonly string[],
): string[] {
  const more = items.length - most;
  return [
    ...items.slice(0, most).flatMap(print),
    ...(more > 0 ? [`... and ${more} more ${noun}${more === 1 ? '' : 's'}`] : []),
  ];
}
