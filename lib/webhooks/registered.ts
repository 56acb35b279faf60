import type { Delivered, Webhooks } from '../target/capabilities.js';
import { reach, textOf } from '../target/json.js';
import type { Arrival, Mailbox } from './listener.js';
import { Receiver, type Reception } from './receiver.js';

/** Something that was done, of which a webhook tells. */
export interface Told {
  readonly id: string;
}

type Declared = Pick<Webhooks, 'subject' | 'signature' | 'deliveryId' | 'budget' | 'retriesWithin'>;

const MINUTE = 60_000;

const isAccepted = ({ status }: Arrival): boolean => status < 300;

/** A webhook that the platform has registered, and what has come to it. */
export class RegisteredWebhook {
  readonly #declared: Declared;

  constructor(
    readonly id: string,
    readonly secret: string,
    readonly mailbox: Mailbox,
    declared: Declared,
  ) {
    this.#declared = declared;
  }

  /** From now on, the first attempt to tell of each thing is answered with 500. */
  refuseFirst(): void {
    const isNew = (arrival: Pick<Arrival, 'json'>): boolean =>
      this.mailbox.arrivals.every((earlier) => this.#subjectOf(earlier) !== this.#subjectOf(arrival));
    this.mailbox.answerWith((arrival) => (isNew(arrival) ? 500 : 200));
  }

  /** What has come that tells of something, in its order. */
  about(told: Told): readonly Arrival[] {
    return this.mailbox.arrivals.filter((arrival) => this.#subjectOf(arrival) === told.id);
  }

  /** Which of these each accepted delivery has told of, counted from 1, in the order of the deliveries. */
  placesOf(told: readonly Told[]): readonly number[] {
    return this.#acceptedSubjects().flatMap((subject) => {
      const place = told.findIndex(({ id }) => id === subject);
      return place === -1 ? [] : [place + 1];
    });
  }

  /** Waits until a delivery about each of these has been accepted. Throws when that takes longer than the target allows. */
  async toldOfAll(told: readonly Told[]): Promise<void> {
    const { budget, retriesWithin = 0 } = this.#declared;
    await this.mailbox.until(
      `a delivery about ${told.map(({ id }) => id).join(', ')}`,
      () => told.every(({ id }) => this.#acceptedSubjects().includes(id)),
      budget + retriesWithin,
    );
  }

  /** Whether the first delivery about something is signed with the secret, as it came and after its body has been changed. */
  isGenuine(told: Told): { readonly asItCame: boolean; readonly changed: boolean } {
    const [delivery] = this.about(told);
    if (delivery === undefined) throw new Error(`nothing has come about ${told.id}`);
    const isSigned = (as: Delivered): boolean => this.#declared.signature(as, this.secret).genuine;
    const body = Buffer.concat([delivery.body, Buffer.from(' ')]);
    return { asItCame: isSigned(delivery), changed: isSigned({ ...delivery, body }) };
  }

  /** What one receiver that goes by the book makes of deliveries, one after the other, so many minutes after each has come. */
  receptionsOf(deliveries: readonly Arrival[], minutesLater = 0): readonly Reception[] {
    const receiver = new Receiver(this.#declared, this.secret);
    return deliveries.map((each) => receiver.receive(each, new Date(each.at.getTime() + minutesLater * MINUTE)));
  }

  #acceptedSubjects(): readonly string[] {
    return this.mailbox.arrivals.filter(isAccepted).flatMap((arrival) => this.#subjectOf(arrival) ?? []);
  }

  #subjectOf({ json }: Pick<Arrival, 'json'>): string | undefined {
    return reach(() => textOf(this.#declared.subject(json)));
  }
}
