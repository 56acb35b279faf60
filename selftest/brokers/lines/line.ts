/** How the shop's services tell each other what happens: one of these for each dialect. */
export interface Line {
  readonly publish: (channel: string, text: string) => Promise<void>;
  /** Handles what is published from now on. A handler that throws is tried again, and what no retry saves is laid aside. */
  readonly handle: (channel: string, handler: (text: string) => Promise<void>) => Promise<void>;
  /** Breaks, as `flaw` says, what becomes of messages that a handler fails on. */
  readonly breakHandling: () => Promise<void>;
  readonly flaw: { readonly title: string; readonly because: RegExp };
  /** Whether the broker answers. */
  readonly ping: () => Promise<unknown>;
  readonly close: () => Promise<void>;
}

export const CHANNELS = { orders: 'orders', jobs: 'jobs', dead: 'jobs.dead' } as const;

/** The first wait before a retry, in milliseconds, and how many there are. */
export const RETRIES: { readonly times: number; readonly base: number } = { times: 3, base: 50 };

export interface Failure {
  readonly reason: string;
  readonly attempts: readonly string[];
}

/** Tries as often as there are retries; gives what it came to in the end, if that was nothing. */
export async function attempt(work: () => Promise<void>, { times, base } = RETRIES): Promise<Failure | undefined> {
  const attempts: string[] = [];
  for (;;) {
    attempts.push(new Date().toISOString());
    try {
      await work();
      return undefined;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (attempts.length > times) return { reason, attempts };
    }
    await new Promise((settle) => setTimeout(settle, base * 2 ** (attempts.length - 1)));
  }
}
