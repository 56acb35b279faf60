// @ts-check
import { html } from '../view/dom.js';

/** @typedef {import('../platform/answers.js').Assessment} Assessment */

/** @type {Record<Assessment['status'], { label: string, look: string }>} */
const looks = {
  queued: { label: 'Queued', look: 'badge waiting' },
  running: { label: 'Judging', look: 'badge waiting' },
  finished: { label: 'Finished', look: 'badge' },
  failed: { label: 'Failed', look: 'badge failed' },
};

/** @param {Assessment['status']} status */
export function statusBadge(status) {
  const { label, look } = looks[status];
  return html('span', { class: look }, label);
}
