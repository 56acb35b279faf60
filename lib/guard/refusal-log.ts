import type { Refusal } from './refusal.js';

/** What was refused, until somebody asks. */
export class RefusalLog {
  #refusals: Refusal[] = [];

  readonly add = (refusal: Refusal): void => void this.#refusals.push(refusal);

  /** All since the last time. */
  take(): readonly Refusal[] {
    const taken = this.#refusals;
    this.#refusals = [];
    return taken;
  }
}
