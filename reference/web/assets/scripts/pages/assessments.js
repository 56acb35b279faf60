// @ts-check
import { statusBadge } from '../assessments/assessment-status.js';
import { prepareStartDialog } from '../assessments/start-dialog.js';
import { assignmentsIfAvailable } from '../assignments/choices.js';
import { toAssessment } from '../platform/answers.js';
import { followFeed } from '../platform/feed.js';
import { find, html } from '../view/dom.js';
import { count, momentOf } from '../view/format.js';
import { openListing } from '../view/listing.js';
import { openPage } from '../view/signed-in-page.js';

/** @typedef {import('../platform/answers.js').Assessment} Assessment */

await openPage(async (me) => {
  const listing = openListing({
    filters: find('#filters', HTMLFormElement),
    region: find('#list', HTMLElement),
    path: '/v1/assessments',
    toItem: toAssessment,
    one: 'assessment',
    many: 'assessments',
    show: table,
    empty: nothingYet,
  });
  await listing.load();
  if (me.role === 'student') return;

  prepareStartDialog(await assignmentsIfAvailable());
  followFeed({
    filter: 'assessment.*',
    onEvent: ({ type }) => {
      if (type !== 'assessment.progress') void listing.load();
    },
    onChange: () => {},
    onGap: () => void listing.load(),
  });
}, 'the assessments');

/** @param {Assessment[]} assessments */
function table(assessments) {
  const rows = assessments.map(({ id, title, status, progress, createdAt }) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, html('a', { href: `/assessments/${id}`, id: `open-${id}` }, title)),
      html('td', {}, statusBadge(status)),
      html('td', { class: 'number extra' }, count(progress.total)),
      html('td', { class: 'nowrap extra' }, momentOf(createdAt)),
    ),
  );
  return html(
    'div',
    { class: 'card' },
    html(
      'table',
      { class: 'table', 'aria-label': 'Assessments' },
      html(
        'thead',
        {},
        html(
          'tr',
          {},
          html('th', { scope: 'col' }, 'Title'),
          html('th', { scope: 'col' }, 'Status'),
          html('th', { scope: 'col', class: 'number extra' }, 'Comparisons'),
          html('th', { scope: 'col', class: 'extra' }, 'Started'),
        ),
      ),
      html('tbody', {}, ...rows),
    ),
  );
}

function nothingYet() {
  const text = 'Choose two essays or more, and Fairhand compares each with each and ranks them.';
  return html('div', { class: 'card state' }, html('h2', {}, 'No assessments yet'), html('p', {}, text));
}
