/** Orders strings by code units: the same on every machine, unlike a locale's order. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The distinct strings, in the order of `byText`. */
export const sortedUnique = (texts: Iterable<string>): string[] => [...new Set(texts)].toSorted(byText);

/** JSON whose text does not depend on the order in which an object's keys were written. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => byText(a, b)))
      : inner,
  );

/** A copy in an order that follows from the items alone, equal ones once. */
export function canonicalOrder<T>(items: Iterable<T>, key: (item: T) => string = () => ''): T[] {
  const texts = new Map([...items].map((item) => [canonicalJson(item), item]));
  return [...texts]
    .toSorted(([textA, a], [textB, b]) => byText(key(a), key(b)) || byText(textA, textB))
    .map(([, item]) => item);
}

/** The items by what they have in common, in the order in which each group began. */
export function grouped<T, K>(items: Iterable<T>, key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group === undefined) groups.set(key(item), [item]);
    else group.push(item);
  }
  return groups;
}
