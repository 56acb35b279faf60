// @ts-check
import { html } from './dom.js';

const shownFor = 6_000;
const kept = 'fairhand.notice';

// It is there from the start, because a live region that appears together with its text is not read out.
const region = html('div', { role: 'status', 'aria-label': 'Notices', class: 'notices' });
document.body.append(region);

/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/**
 * Says what has happened, for a few seconds, without taking the focus.
 * @param {string} message
 */
export function announce(message) {
  clearTimeout(timer);
  region.replaceChildren(html('p', {}, message));
  timer = setTimeout(() => region.replaceChildren(), shownFor);
}

/**
 * Says it on the page that comes next.
 * @param {string} message
 */
export function announceOnNextPage(message) {
  sessionStorage.setItem(kept, message);
}

export function announceKept() {
  const message = sessionStorage.getItem(kept);
  sessionStorage.removeItem(kept);
  if (message !== null) announce(message);
}
