// @ts-check
import { objectionTo, titleFrom, upload } from '../platform/upload.js';
import { find, html } from '../view/dom.js';
import { complain, onSubmit } from '../view/forms.js';
import { announce } from '../view/notices.js';

const form = find('#hand-in', HTMLFormElement);
const picker = find('#files', HTMLInputElement);
const zone = find('.dropzone', HTMLElement);
const titleField = find('#title-field', HTMLElement);
const title = find('#title', HTMLInputElement);
const uploads = find('#uploads', HTMLUListElement);

/**
 * Lets a person hand in one essay or several, by choosing or by dropping files.
 * @param {() => void} onHandedIn
 */
export function openHandIn(onHandedIn) {
  picker.addEventListener('change', prepare);
  acceptDrops();
  onSubmit(form, async (valueOf) => {
    const files = Array.from(picker.files ?? []);
    const objection = files.map(objectionTo).find((found) => found !== undefined);
    if (objection !== undefined) return complain(form, objection);
    const assignmentId = valueOf('assignmentId');
    uploads.replaceChildren();
    const failures = [];
    for (const file of files) {
      const name = files.length === 1 ? title.value.trim() : titleFrom(file.name);
      // One after the other: the list then has them in this order, and no limit is met.
      // oxlint-disable-next-line no-await-in-loop
      const error = await handIn({ file, title: name, assignmentId });
      if (error) failures.push({ file, error });
    }
    if (failures.length < files.length) onHandedIn();
    keep(failures.map(({ file }) => file));
    if (failures[0]) throw failures[0].error;
    return undefined;
  });
}

/**
 * @param {import('../platform/upload.js').HandIn} essay
 * @returns {Promise<unknown>} why it could not be handed in
 */
async function handIn(essay) {
  const bar = html('progress', { max: 1, value: 0, 'aria-label': `Uploading ${essay.title}` });
  const outcome = html('span', {}, '0 %');
  const line = html('div', { class: 'outcome' }, html('span', {}, essay.title), outcome);
  uploads.append(html('li', {}, line, bar));
  try {
    const stored = await upload(essay, (share) => {
      bar.value = share;
      outcome.textContent = `${Math.round(share * 100)} %`;
    });
    line.replaceChildren(html('a', { href: `/essays/${stored.id}` }, stored.title), 'Uploaded');
    announce(`“${stored.title}” has been uploaded.`);
    return undefined;
  } catch (error) {
    outcome.textContent = 'Not uploaded';
    return error;
  } finally {
    bar.remove();
  }
}

/**
 * Leaves in the form what could not be handed in, for another attempt.
 * @param {File[]} files
 */
function keep(files) {
  if (files.length === 0) form.reset();
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  picker.files = transfer.files;
  prepare();
}

/** One file can be given a title; several take theirs from their names. */
function prepare() {
  const files = Array.from(picker.files ?? []);
  const [first] = files;
  titleField.hidden = files.length > 1;
  title.disabled = files.length > 1;
  if (first && title.value.trim() === '') title.value = titleFrom(first.name);
  find('[type=submit]', HTMLButtonElement, form).textContent =
    files.length > 1 ? `Upload ${files.length} essays` : 'Upload';
}

function acceptDrops() {
  // A file that misses the zone must not take the place of the page.
  for (const type of ['dragover', 'drop']) addEventListener(type, (event) => event.preventDefault());
  for (const type of ['dragenter', 'dragover']) {
    zone.addEventListener(type, (event) => {
      event.preventDefault();
      zone.classList.add('over');
    });
  }
  for (const type of ['dragleave', 'drop']) zone.addEventListener(type, () => zone.classList.remove('over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    picker.files = event.dataTransfer.files;
    prepare();
  });
}
