// @ts-check
import { assignmentsIfAvailable } from '../assignments/choices.js';
import { prose } from '../essays/prose.js';
import { toEssay } from '../platform/answers.js';
import { read, readText, send } from '../platform/api.js';
import { confirm } from '../view/confirm.js';
import { find, html } from '../view/dom.js';
import { sentenceFor } from '../view/failure.js';
import { count, momentOf, size } from '../view/format.js';
import { announce, announceOnNextPage } from '../view/notices.js';
import { openPage } from '../view/signed-in-page.js';

/** @typedef {import('../platform/answers.js').Essay} Essay */

const id = location.pathname.split('/').at(-1) ?? '';
const path = `/v1/essays/${id}`;

await openPage(async (me) => {
  const [essay, text, assignments] = await Promise.all([
    read(path, toEssay),
    readText(`${path}/content`),
    assignmentsIfAvailable(),
  ]);
  document.title = `${essay.title} · Fairhand`;
  find('h1', HTMLHeadingElement).textContent = essay.title;
  find('#text', HTMLElement).replaceChildren(...prose(text, essay));
  find('#facts', HTMLElement).replaceChildren(
    ...facts(essay, assignments.find((assignment) => assignment.id === essay.assignmentId)?.title),
  );
  const download = find('#download', HTMLAnchorElement);
  download.href = `${path}/content`;
  download.download = essay.filename;
  const remove = find('#delete', HTMLButtonElement);
  remove.hidden = me.role === 'student' && essay.ownerId !== me.id;
  remove.addEventListener('click', () => void removeAfterAsking(essay));
  find('#essay', HTMLElement).hidden = false;
  find('#loading', HTMLElement).remove();
}, 'this essay');

/**
 * @param {Essay} essay
 * @param {string | undefined} assignment
 */
function facts({ words, createdAt, filename, contentType, size: bytes, checksum }, assignment) {
  const kind = contentType.startsWith('text/markdown') ? 'Markdown' : 'Plain text';
  return [
    fact('Assignment', assignment ?? 'None'),
    fact('Words', count(words)),
    fact('Handed in', momentOf(createdAt)),
    fact('File', `${filename} (${kind}, ${size(bytes)})`),
    fact('Checksum (SHA-256)', html('span', { class: 'digest' }, checksum)),
  ];
}

/**
 * @param {string} name
 * @param {Node | string} value
 */
function fact(name, value) {
  return html('div', {}, html('dt', {}, name), html('dd', {}, value));
}

/** @param {Essay} essay */
async function removeAfterAsking({ title }) {
  const text = 'Rankings that it took part in stay as they are. This cannot be undone.';
  if (!(await confirm({ title: `Delete “${title}”?`, text, action: 'Delete essay' }))) return;
  try {
    await send('DELETE', path);
    announceOnNextPage(`“${title}” has been deleted.`);
    location.assign('/essays');
  } catch (error) {
    announce(sentenceFor(error));
  }
}
