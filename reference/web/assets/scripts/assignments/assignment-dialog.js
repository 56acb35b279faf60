// @ts-check
import { send } from '../platform/api.js';
import { find } from '../view/dom.js';
import { clearProblems, onSubmit } from '../view/forms.js';
import { announce } from '../view/notices.js';

/** @typedef {import('../platform/answers.js').Assignment} Assignment */

const dialog = find('#assignment-dialog', HTMLDialogElement);
const form = find('form', HTMLFormElement, dialog);

/** @type {{ assignment: Assignment | undefined, onSaved: () => void }} */
let subject = { assignment: undefined, onSaved: () => {} };

find('[data-cancel]', HTMLButtonElement, dialog).addEventListener('click', () => dialog.close());

onSubmit(form, async (valueOf) => {
  const { assignment, onSaved } = subject;
  const title = valueOf('title').trim();
  const due = valueOf('dueAt');
  const dueAt = due === '' ? null : new Date(due).toISOString();
  const body = { title, prompt: valueOf('prompt').trim() };
  if (assignment) await send('PATCH', `/v1/assignments/${assignment.id}`, { ...body, dueAt });
  else await send('POST', '/v1/assignments', dueAt === null ? body : { ...body, dueAt });
  dialog.close();
  announce(assignment ? `“${title}” has been saved.` : `“${title}” has been created.`);
  onSaved();
});

/**
 * Creates an assignment, or edits the given one.
 * @param {() => void} onSaved
 * @param {Assignment} [assignment]
 */
export function openAssignmentDialog(onSaved, assignment) {
  subject = { assignment, onSaved };
  form.reset();
  clearProblems(form);
  find('h2', HTMLHeadingElement, dialog).textContent = assignment ? 'Edit assignment' : 'New assignment';
  find('[type=submit]', HTMLButtonElement, form).textContent = assignment ? 'Save changes' : 'Create assignment';
  if (assignment) {
    find('#title', HTMLInputElement).value = assignment.title;
    find('#prompt', HTMLTextAreaElement).value = assignment.prompt;
    find('#due', HTMLInputElement).value = assignment.dueAt ? localTime(assignment.dueAt) : '';
  }
  dialog.showModal();
}

/**
 * The form that a `datetime-local` field takes.
 * @param {Date} date
 */
function localTime(date) {
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
