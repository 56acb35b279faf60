/** Something that a page did or said, as a browser tells it. */
export type PageEvent =
  | { readonly kind: 'uncaught'; readonly message: string }
  | { readonly kind: 'console'; readonly type: string; readonly message: string; readonly url: string }
  | { readonly kind: 'failed'; readonly method: string; readonly url: string; readonly error: string }
  | { readonly kind: 'answered'; readonly method: string; readonly url: string; readonly status: number };

/** What Chromium calls a request that the page itself gave up, as it does with all of them when it is left. */
const GIVEN_UP = 'net::ERR_ABORTED';

/**
 * What of all that no healthy page says, in a line each; what the target names as harmless is left out. Each line holds
 * the address that it is about, so that one pattern covers a request and what the console says of it. Pure.
 */
export function judgeNoise(events: readonly PageEvent[], harmless: readonly RegExp[] = []): string[] {
  // `search` begins at the start of each line, also for a pattern that remembers where it stopped (`/g`).
  const isHarmless = (line: string): boolean => harmless.some((known) => line.search(known) >= 0);
  return events.flatMap((event) => lineOf(event) ?? []).filter((line) => !isHarmless(line));
}

function lineOf(event: PageEvent): string | undefined {
  if (event.kind === 'uncaught') return `uncaught: ${event.message}`;
  if (event.kind === 'console') {
    return event.type === 'error' ? `console: ${event.message} ${event.url}`.trimEnd() : undefined;
  }
  const request = `${event.method} ${event.url}`;
  if (event.kind === 'failed') return event.error === GIVEN_UP ? undefined : `failed: ${request} ${event.error}`;
  return event.status >= 400 ? `answered ${event.status}: ${request}` : undefined;
}
