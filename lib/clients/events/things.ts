/** What a run creates at a broker: the ledger knows it before the broker does. */
export const BROKER_THINGS = ['stream', 'exchange', 'queue', 'topic', 'group', 'dead letter'] as const;
export type BrokerThing = (typeof BROKER_THINGS)[number];

/** How the ledger names a dead letter: by where it is laid, and the id in it. */
export const letterName = (at: string, id: string): string => `${at} ${id}`;

/** Where a dead letter of this name is, and the id in it. Pure. */
export function letterPlace(name: string): { readonly at: string; readonly id: string } {
  const space = name.lastIndexOf(' ');
  return { at: name.slice(0, space), id: name.slice(space + 1) };
}
