import type { CodeEntry } from './entry.js';

/** Codes of what pages show and ask for. */
export const PAGES_CODES = {
  'page.call-failed': {
    means: 'A page asked the platform for something that was not given; people may not see it.',
    look: 'The attachment `calls` of the check; the network panel of the page; the log of the service at that time.',
    act: 'Mend the route or the page. What is harmless, such as asking who is signed in, goes to `web.ignore`.',
  },
  'page.first-byte': {
    means: 'The first byte of a page took longer than its budget.',
    look: 'The waterfall of the page: did it wait for the service, or for the network?',
    act: 'Find what the service waits for; state another `web.budget` where the way is long.',
  },
  'page.largest-paint': {
    means: 'The largest thing on a page was painted later than its budget says.',
    look: 'The waterfall of the page: which script, picture or answer came last?',
    act: 'Ask for it earlier, or for less; state another `web.budget` where that is how it is.',
  },
  'page.foreign-host': {
    means: 'A page asks a host that the target does not name for something that it can do without. It was not given.',
    look: 'The hosts that are named; the network panel of the page.',
    act: 'Name them in `hosts` of the target when they belong to it, or in `web.ignore` when they do not matter.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
