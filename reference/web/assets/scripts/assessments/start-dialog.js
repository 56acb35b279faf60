// @ts-check
import { offer } from '../assignments/choices.js';
import { toAssessment } from '../platform/answers.js';
import { send } from '../platform/api.js';
import { find } from '../view/dom.js';
import { clearProblems, complain, onSubmit } from '../view/forms.js';
import { openEssayPicker } from './essay-picker.js';

const fewest = 2;
const most = 50;

/**
 * Lets a teacher start an assessment from essays of their choice.
 * @param {readonly import('../platform/answers.js').Assignment[]} assignments
 */
export function prepareStartDialog(assignments) {
  const dialog = find('#start-dialog', HTMLDialogElement);
  const form = find('form', HTMLFormElement, dialog);
  const title = find('#title', HTMLInputElement);
  const assignment = find('#assignment', HTMLSelectElement);
  const picker = openEssayPicker(form);

  offer(assignment, assignments);
  const open = find('#new-assessment', HTMLButtonElement);
  open.hidden = false;
  open.addEventListener('click', () => {
    form.reset();
    clearProblems(form);
    picker.clear();
    dialog.showModal();
  });
  find('[data-cancel]', HTMLButtonElement, dialog).addEventListener('click', () => dialog.close());
  assignment.addEventListener('change', () => {
    picker.clear();
    const [chosen] = assignment.selectedOptions;
    if (title.value.trim() === '' && assignment.value !== '' && chosen) title.value = chosen.text;
  });

  onSubmit(form, async (valueOf) => {
    const essayIds = picker.chosen();
    if (essayIds.length < fewest) return complain(form, 'Choose at least two essays to compare.');
    if (essayIds.length > most) return complain(form, `Choose at most ${most} essays.`);
    const assignmentId = valueOf('assignmentId');
    const started = toAssessment(
      await send('POST', '/v1/assessments', {
        title: valueOf('title').trim(),
        ...(assignmentId !== '' && { assignmentId }),
        essayIds,
      }),
    );
    location.assign(`/assessments/${started.id}`);
    return undefined;
  });
}
