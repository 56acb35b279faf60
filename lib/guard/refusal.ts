import type { Grant } from '../target/env.js';

/** Why an act is refused, by the code that docs/failure-codes.md explains. */
export type RefusalCode =
  | 'SMOKE_WITHOUT_WRITES'
  | 'SMOKE_WITHOUT_DIRECT'
  | 'SMOKE_WITHOUT_DISRUPTIVE'
  | 'SMOKE_FOREIGN_HOST';

/** An act that is not carried out, and why. */
export interface Refusal {
  readonly code: RefusalCode;
  /** What was about to be done: `POST https://shop.example/items`. */
  readonly act: string;
  readonly because: string;
}

function codeWithout(grant: Grant): RefusalCode {
  if (grant === 'writes') return 'SMOKE_WITHOUT_WRITES';
  if (grant === 'direct') return 'SMOKE_WITHOUT_DIRECT';
  return 'SMOKE_WITHOUT_DISRUPTIVE';
}

/** The refusal of an act that needs a grant which the run does not hold. */
export const without = (grant: Grant, act: string, why: string): Refusal => ({
  code: codeWithout(grant),
  act,
  because: `needs the grant \`${grant}\`: ${why}`,
});

/** The refusal of an act on something that is no part of the target. */
export const foreign = (act: string, host: string): Refusal => ({
  code: 'SMOKE_FOREIGN_HOST',
  act,
  because: `${host} is no address of the target, nor one of its \`hosts\``,
});

/** One sentence for a person. */
export const printRefusal = ({ act, because, code }: Refusal): string => `${act} is refused: ${because} (${code})`;

/** An act was refused, and has not been carried out. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: RefusalCode;

  constructor(readonly refusal: Refusal) {
    super(printRefusal(refusal));
    this.code = refusal.code;
  }
}
