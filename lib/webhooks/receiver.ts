import type { Delivered, Webhooks } from '../target/capabilities.js';

/** What a receiver that goes by the book makes of a delivery. */
export type Reception =
  | 'accepted'
  | 'not signed by us'
  | 'without an id'
  | 'without a time'
  | 'too old'
  | 'seen before';

/** How far the time of a signature may be from the receiver's, in milliseconds, as most libraries have it. */
const TOLERANCE = 5 * 60 * 1_000;

/**
 * Accepts each delivery once: a genuine one, signed a short time ago, with an id that it has not accepted before. What it relies on is
 * all that a platform can do against replays.
 */
export class Receiver {
  readonly #accepted = new Set<string>();

  constructor(
    private readonly webhooks: Pick<Webhooks, 'signature' | 'deliveryId'>,
    private readonly secret: string,
  ) {}

  /** Judges a delivery at some moment, and remembers it when it is accepted. */
  receive(delivery: Delivered, now: Date): Reception {
    const signed = this.webhooks.signature(delivery, this.secret);
    if (!signed.genuine) return 'not signed by us';
    if (signed.at === undefined) return 'without a time';
    if (Math.abs(now.getTime() - signed.at.getTime()) > TOLERANCE) return 'too old';
    const id = this.webhooks.deliveryId?.(delivery);
    if (id === undefined || id === '') return 'without an id';
    if (this.#accepted.has(id)) return 'seen before';
    this.#accepted.add(id);
    return 'accepted';
  }
}
