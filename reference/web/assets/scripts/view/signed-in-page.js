// @ts-check
import { toMe } from '../platform/answers.js';
import { read } from '../platform/api.js';
import { find } from './dom.js';
import { failureState } from './failure.js';
import { showMasthead } from './masthead.js';
import { announceKept } from './notices.js';

/** @typedef {import('../platform/answers.js').Me} Me */

/**
 * Starts a page that needs to know who is looking.
 * @param {(me: Me) => void | Promise<void>} show
 * @param {string} what the page shows, as in "You are not allowed to view {what}"
 */
export async function openPage(show, what) {
  reloadWhenBroughtBack();
  try {
    const me = await read('/v1/me', toMe);
    showMasthead(me);
    await show(me);
    announceKept();
  } catch (error) {
    if (!document.querySelector('.masthead-row')) showMasthead();
    showFailure(error, what);
  }
}

/**
 * Shows why this page as a whole cannot be shown.
 * @param {unknown} error
 * @param {string} what
 */
export function showFailure(error, what) {
  const state = failureState(error, { what, heading: 'h1', retry: () => location.reload() });
  find('#main', HTMLElement).replaceChildren(state);
  document.title = `${state.querySelector('h1')?.textContent} · Fairhand`;
}

// The back button must not bring back what a person who has signed out since could see.
function reloadWhenBroughtBack() {
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });
}
