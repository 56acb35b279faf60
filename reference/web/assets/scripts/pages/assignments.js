// @ts-check
import { openAssignmentDialog } from '../assignments/assignment-dialog.js';
import { toAssignment } from '../platform/answers.js';
import { send } from '../platform/api.js';
import { confirm } from '../view/confirm.js';
import { button, find, html } from '../view/dom.js';
import { sentenceFor } from '../view/failure.js';
import { timeOf } from '../view/format.js';
import { openListing } from '../view/listing.js';
import { announce } from '../view/notices.js';
import { openPage } from '../view/signed-in-page.js';

/** @typedef {import('../platform/answers.js').Assignment} Assignment */

await openPage(async (me) => {
  const mayEdit = me.role !== 'student';
  const create = find('#new-assignment', HTMLButtonElement);
  create.hidden = !mayEdit;
  create.addEventListener('click', () => openAssignmentDialog(reload));

  const listing = openListing({
    filters: find('#filters', HTMLFormElement),
    region: find('#list', HTMLElement),
    path: '/v1/assignments',
    toItem: toAssignment,
    one: 'assignment',
    many: 'assignments',
    show: (items) => html('ul', { class: 'items', role: 'list' }, ...items.map((item) => card(item, mayEdit, reload))),
    empty: () => nothingYet(mayEdit),
  });

  function reload() {
    void listing.load();
  }

  await listing.load();
}, 'the assignments');

/**
 * @param {Assignment} assignment
 * @param {boolean} mayEdit
 * @param {() => void} reload
 */
function card(assignment, mayEdit, reload) {
  const { id, title, prompt, status, dueAt, createdAt } = assignment;
  const isOpen = status === 'open';
  return html(
    'li',
    { class: 'card item' },
    html('div', {}, html('h2', {}, title), html('p', { class: 'item-text' }, prompt)),
    html(
      'p',
      { class: 'facts-line' },
      html('span', { class: isOpen ? 'badge' : 'badge past' }, isOpen ? 'Open' : 'Closed'),
      html('span', {}, ...(dueAt ? ['Due ', timeOf(dueAt)] : ['No due date'])),
      html('span', {}, 'Created ', timeOf(createdAt)),
      html('a', { href: `/essays?${new URLSearchParams({ assignmentId: id })}` }, 'Essays', about(title)),
    ),
    ...(mayEdit ? [actions(assignment, reload)] : []),
  );
}

/**
 * @param {Assignment} assignment
 * @param {() => void} reload
 */
function actions(assignment, reload) {
  const { id, title, status } = assignment;
  const next = status === 'open' ? 'closed' : 'open';
  /** @param {string} name */
  const look = (name) => ({ class: 'button quiet small', id: `${name}-${id}` });
  const edit = button('Edit', () => openAssignmentDialog(reload, assignment), look('edit'));
  const toggle = button(
    next === 'closed' ? 'Close' : 'Reopen',
    () => void change(assignment, next, reload),
    look('toggle'),
  );
  const remove = button('Delete', () => void removeAfterAsking(assignment, reload), look('delete'));
  for (const each of [edit, toggle, remove]) each.append(about(title));
  return html('div', { class: 'actions' }, edit, toggle, remove);
}

/**
 * Tells those who only hear a control which assignment it is for.
 * @param {string} title
 */
function about(title) {
  return html('span', { class: 'visually-hidden' }, ` “${title}”`);
}

/**
 * @param {Assignment} assignment
 * @param {'open' | 'closed'} status
 * @param {() => void} reload
 */
async function change({ id, title }, status, reload) {
  try {
    await send('PATCH', `/v1/assignments/${id}`, { status });
    announce(status === 'open' ? `“${title}” is open again.` : `“${title}” is closed.`);
  } catch (error) {
    announce(sentenceFor(error));
  }
  reload();
}

/**
 * @param {Assignment} assignment
 * @param {() => void} reload
 */
async function removeAfterAsking({ id, title }, reload) {
  const question = { title: `Delete “${title}”?`, text: 'This cannot be undone.', action: 'Delete assignment' };
  if (!(await confirm(question))) return;
  try {
    await send('DELETE', `/v1/assignments/${id}`);
    announce(`“${title}” has been deleted.`);
  } catch (error) {
    announce(sentenceFor(error));
  }
  reload();
}

/** @param {boolean} mayEdit */
function nothingYet(mayEdit) {
  const text = mayEdit
    ? 'Create the first one, and your students can hand in essays for it.'
    : 'When a teacher sets one, you will see it here.';
  return html('div', { class: 'card state' }, html('h2', {}, 'No assignments yet'), html('p', {}, text));
}
