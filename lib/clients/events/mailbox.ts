import { printable } from '../printable.js';

/** The most that is kept of what one subscriber gets, in characters. */
const MOST = 16 * 1024 * 1024;

/** An event as it came. */
export interface Received {
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
  /** When it came, in milliseconds of the process's own clock. */
  readonly at: number;
}

/** What a subscriber was sent, and a way to wait for it. */
export class Mailbox {
  readonly #received: Received[] = [];
  readonly #waiting = new Set<() => void>();
  #characters = 0;
  #failure: Error | undefined;

  get received(): readonly Received[] {
    return this.#received;
  }

  get texts(): readonly string[] {
    return this.#received.map(({ text }) => text);
  }

  readonly take = (text: string, headers: Received['headers'] = {}): void => {
    this.#characters += text.length;
    if (this.#characters > MOST) return this.fail(new Error(`a subscriber was sent more than ${MOST} characters`));
    this.#received.push({ text, headers, at: performance.now() });
    this.#tell();
  };

  /** Nothing more can come: whoever waits learns why. */
  readonly fail = (error: Error): void => {
    this.#failure ??= error;
    this.#tell();
  };

  /** Waits for an event, for at most so many milliseconds. The error tells what came instead. */
  async waitFor(wanted: (text: string) => boolean, what: string, budget: number): Promise<Received> {
    const end = performance.now() + budget;
    for (;;) {
      const found = this.#received.find(({ text }) => wanted(text));
      if (found !== undefined) return found;
      if (this.#failure !== undefined) throw new Error(`${what}: ${this.#failure.message}; ${this.#latest}`);
      if (!(await this.#news(end - performance.now())))
        throw new Error(`${what}: not within ${budget} ms; ${this.#latest}`);
    }
  }

  get #latest(): string {
    const last = this.#received.slice(-3).map(({ text }) => printable(text.slice(0, 200)));
    return last.length === 0 ? 'nothing came' : `${this.#received.length} came, the last ${last.join(' ')}`;
  }

  /** Whether something has changed in time. */
  #news(ms: number): Promise<boolean> {
    return new Promise((settle) => {
      const timer = setTimeout(() => end(false), Math.max(0, ms));
      const hear = (): void => end(true);
      const end = (changed: boolean): void => {
        clearTimeout(timer);
        this.#waiting.delete(hear);
        settle(changed);
      };
      this.#waiting.add(hear);
    });
  }

  #tell(): void {
    for (const hear of this.#waiting) hear();
  }
}
