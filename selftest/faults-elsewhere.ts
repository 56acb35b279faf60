import type { KnownFault } from './checks-page.js';

/** What turns checks red that the embedded platform has no use for: each is shown by a test with a target of its own. */
export const SHOWN_ELSEWHERE: readonly KnownFault[] = [
  { name: 'vectors-swapped', expects: ['vectors > the nearest are found, in the order of their distance'] },
  { name: 'replica-behind', expects: ['replica > what is committed is there in time'] },
];
