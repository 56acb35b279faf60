export type Pair = readonly [first: string, second: string];

/**
 * Every pair once, in rounds in which each item meets one other at most (the circle method of round-robin
 * tournaments: one item stands still while the rest move round it).
 */
export function roundRobin(items: readonly string[]): Pair[][] {
  const seats: (string | undefined)[] = items.length % 2 === 0 ? [...items] : [...items, undefined];
  const rounds: Pair[][] = [];
  for (let round = 1; round < seats.length; round += 1) {
    rounds.push(facing(seats));
    seats.splice(1, 0, seats.pop());
  }
  return rounds;
}

function facing(seats: readonly (string | undefined)[]): Pair[] {
  const pairs: Pair[] = [];
  for (let left = 0; left < seats.length / 2; left += 1) {
    const first = seats[left];
    const second = seats[seats.length - 1 - left];
    if (first !== undefined && second !== undefined) pairs.push([first, second]);
  }
  return pairs;
}
