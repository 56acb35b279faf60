// @ts-check
import { pageOf, toAssignment } from '../platform/answers.js';
import { read } from '../platform/api.js';
import { html } from '../view/dom.js';

/** @typedef {import('../platform/answers.js').Assignment} Assignment */

/** @returns {Promise<Assignment[]>} by title */
async function allAssignments() {
  /** @type {Assignment[]} */
  const all = [];
  for (let page = 1, total = 1; all.length < total; page += 1) {
    const query = new URLSearchParams({ page: String(page), pageSize: '100', sort: 'title' });
    // One page says whether there is another.
    // oxlint-disable-next-line no-await-in-loop
    const answer = await read(`/v1/assignments?${query}`, pageOf(toAssignment));
    if (answer.items.length === 0) break;
    all.push(...answer.items);
    total = answer.total;
  }
  return all;
}

/**
 * The assignments, or none of them when they cannot be had: essays can be read and handed in without.
 * @returns {Promise<Assignment[]>}
 */
export async function assignmentsIfAvailable() {
  try {
    return await allAssignments();
  } catch {
    return [];
  }
}

/**
 * Adds assignments to a choice that starts with "none" or "all".
 * @param {HTMLSelectElement} select
 * @param {readonly Assignment[]} assignments
 */
export function offer(select, assignments) {
  select.append(...assignments.map(({ id, title }) => html('option', { value: id }, title)));
}
