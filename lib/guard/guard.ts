import type { LookupFunction } from 'node:net';
import type { Grant } from '../target/env.js';
import { type Asked, judgeRequest } from './request.js';
import type { Permit } from './permit.js';
import { Pins } from './pins.js';
import { type Refusal, RefusedError, without } from './refusal.js';

/** Requests of one check beyond which it uses the deployment up; the most that any needs is a tenth. */
const MANY = 500;

/** What all clients ask before they do anything. A refused act is told to whoever keeps the check, and throws. */
export class Guard {
  readonly permit: Permit;
  readonly #tell: (refusal: Refusal) => void;
  readonly #pins: Pins;
  #requests = 0;

  constructor(permit: Permit, tell: (refusal: Refusal) => void = () => undefined, pins = new Pins()) {
    this.permit = permit;
    this.#tell = tell;
    this.#pins = pins;
  }

  /** The same for another check, whose requests are counted anew. */
  anew(): Guard {
    return new Guard(this.permit, this.#tell, this.#pins);
  }

  /** How every client finds the address of a name. */
  get lookup(): LookupFunction {
    return this.#pins.lookup;
  }

  /** Throws `RefusedError` when a request must not be sent. */
  request(asked: Asked): void {
    this.allow(judgeRequest(asked, this.permit));
    this.#requests += 1;
    if (this.#requests > MANY) this.need('disruptive', `more than ${MANY} requests of one check`);
  }

  /** Throws `RefusedError` when the run does not hold a grant. */
  need(grant: Grant, act: string): void {
    if (!this.permit.held.includes(grant)) this.allow(without(grant, act, this.permit.why));
  }

  /** Throws what a judgement refuses. */
  allow(refusal: Refusal | undefined): void {
    if (refusal === undefined) return;
    this.#tell(refusal);
    throw new RefusedError(refusal);
  }
}
