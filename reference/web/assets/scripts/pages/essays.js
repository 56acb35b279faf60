// @ts-check
import { assignmentsIfAvailable, offer } from '../assignments/choices.js';
import { openHandIn } from '../essays/hand-in.js';
import { toEssay } from '../platform/answers.js';
import { find, html } from '../view/dom.js';
import { count, timeOf } from '../view/format.js';
import { openListing } from '../view/listing.js';
import { openPage } from '../view/signed-in-page.js';

/** @typedef {import('../platform/answers.js').Essay} Essay */

/** @type {() => void} */
let reload = () => {};

// Before anything is awaited: a form that a person can see must not be sent without its script.
openHandIn(() => reload());

await openPage(async () => {
  const assignments = await assignmentsIfAvailable();
  const titles = new Map(assignments.map(({ id, title }) => [id, title]));
  offer(find('#filter-assignment', HTMLSelectElement), assignments);
  offer(
    find('#assignment', HTMLSelectElement),
    assignments.filter(({ status }) => status === 'open'),
  );

  const listing = openListing({
    filters: find('#filters', HTMLFormElement),
    region: find('#list', HTMLElement),
    path: '/v1/essays',
    toItem: toEssay,
    one: 'essay',
    many: 'essays',
    show: (items) => table(items, titles),
    empty: nothingYet,
  });
  reload = () => void listing.load();
  await listing.load();
}, 'the essays');

/**
 * @param {Essay[]} essays
 * @param {ReadonlyMap<string, string>} titles of assignments
 */
function table(essays, titles) {
  const rows = essays.map(({ id, title, assignmentId, words, createdAt }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, html('a', { href: `/essays/${id}`, id: `open-${id}` }, title)),
      html('td', { class: 'extra' }, titles.get(assignmentId ?? '') ?? '–'),
      html('td', { class: 'number extra' }, count(words)),
      html('td', { class: 'nowrap' }, timeOf(createdAt)),
    ),
  );
  return html(
    'div',
    { class: 'card' },
    html(
      'table',
      { class: 'table', 'aria-label': 'Essays' },
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          html('th', { scope: 'col' }, 'Title'),
          html('th', { scope: 'col', class: 'extra' }, 'Assignment'),
          html('th', { scope: 'col', class: 'number extra' }, 'Words'),
          html('th', { scope: 'col' }, 'Handed in'),
        ),
      ),
      html('tbody', {}, ...rows),
    ),
  );
}

function nothingYet() {
  const text = 'Hand in the first one: choose a text or Markdown file, or drop it on the panel.';
  return html('div', { class: 'card state' }, html('h2', {}, 'No essays yet'), html('p', {}, text));
}
