// @ts-check
import { pageOf, toEssay } from '../platform/answers.js';
import { read } from '../platform/api.js';
import { find, html } from '../view/dom.js';
import { sentenceFor } from '../view/failure.js';
import { counted } from '../view/format.js';

/** @typedef {import('../platform/answers.js').Essay} Essay */

const shownAtMost = 100;
const typingPause = 250;

/**
 * The essays to choose from, by words and by assignment. What is chosen stays so while the words change.
 * @param {HTMLFormElement} form
 */
export function openEssayPicker(form) {
  const search = find('#find-essays', HTMLInputElement, form);
  const assignment = find('#assignment', HTMLSelectElement, form);
  const choices = find('.choices', HTMLElement, form);
  const tally = find('#chosen', HTMLElement, form);
  const all = find('#choose-all', HTMLButtonElement, form);
  /** @type {Set<string>} */
  const chosen = new Set();
  /** @type {Essay[]} */
  let shown = [];
  let request = new AbortController();

  function present() {
    const boxes = shown.map((essay) => choice(essay, chosen.has(essay.id)));
    choices.replaceChildren(...(boxes.length > 0 ? boxes : [html('p', {}, 'No essays match.')]));
    update();
  }

  function update() {
    tally.textContent = `${counted(chosen.size, 'essay')} chosen`;
    all.textContent = shown.every(({ id }) => chosen.has(id)) && shown.length > 0 ? 'Select none' : 'Select all';
    all.disabled = shown.length === 0;
  }

  async function load() {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await read(`/v1/essays?${queryOf(search.value, assignment.value)}`, pageOf(toEssay), signal);
      shown = answer.items;
      present();
      if (answer.total > shown.length) choices.append(html('p', {}, `The newest ${shown.length} of ${answer.total}.`));
    } catch (error) {
      if (signal.aborted) return;
      shown = [];
      choices.replaceChildren(html('p', { role: 'alert' }, sentenceFor(error)));
      update();
    }
  }

  choices.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.checked) chosen.add(target.value);
    else chosen.delete(target.value);
    update();
  });
  all.addEventListener('click', () => {
    const isComplete = shown.every(({ id }) => chosen.has(id));
    for (const { id } of shown) {
      if (isComplete) chosen.delete(id);
      else chosen.add(id);
    }
    present();
  });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  search.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => void load(), typingPause);
  });

  return {
    chosen: () => [...chosen],
    clear() {
      chosen.clear();
      void load();
    },
  };
}

/**
 * @param {string} words
 * @param {string} assignmentId
 */
function queryOf(words, assignmentId) {
  const query = new URLSearchParams({ pageSize: String(shownAtMost) });
  if (words.trim() !== '') query.set('q', words.trim());
  if (assignmentId !== '') query.set('assignmentId', assignmentId);
  return query;
}

/**
 * @param {Essay} essay
 * @param {boolean} isChosen
 */
function choice({ id, title, words }, isChosen) {
  return html(
    'label',
    {},
    html('input', { type: 'checkbox', value: id, checked: isChosen }),
    html('span', {}, title),
    html('small', {}, counted(words, 'word')),
  );
}
