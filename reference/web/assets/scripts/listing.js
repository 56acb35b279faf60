// @ts-check
import { pageOf } from './answers.js';
import { read } from './api.js';
import { button, html } from './dom.js';
import { failureState } from './failure.js';
import { counted } from './format.js';
import { pager } from './pager.js';

const typingPause = 250;

/**
 * @template T
 * @typedef {object} ListingOptions
 * @property {HTMLFormElement} filters its field names are the query's names
 * @property {HTMLElement} region where the list goes
 * @property {string} path
 * @property {(item: unknown) => T} toItem
 * @property {string} one
 * @property {string} many
 * @property {(items: T[]) => Node} show
 * @property {() => Node} empty what to show when there is nothing yet
 */

/**
 * A list with filters and pages. Its state lives in the address bar, so that a reload and a shared link keep it.
 * @template T
 * @param {ListingOptions<T>} options
 */
export function openListing({ filters, region, path, toItem, one, many, show, empty }) {
  const summary = html('p', { class: 'count', tabindex: -1, 'aria-live': 'polite' });
  const body = html('div', {}, html('p', { class: 'state loading' }, `Loading ${many}…`));
  const pages = html('div');
  region.replaceChildren(summary, body, pages);

  let page = restore(filters);
  let request = new AbortController();

  /** @returns {Promise<void>} */
  async function load() {
    request.abort();
    request = new AbortController();
    const { signal } = request;
    region.ariaBusy = 'true';
    try {
      const answer = await read(`${path}?${queryOf(filters, page)}`, pageOf(toItem), signal);
      const lastPage = Math.max(1, Math.ceil(answer.total / answer.pageSize));
      if (page > lastPage) {
        await go(lastPage);
        return;
      }
      present(answer);
    } catch (error) {
      if (signal.aborted) return;
      summary.textContent = '';
      body.replaceChildren(failureState(error, { what: `the ${many}`, heading: 'h2', retry: () => void load() }));
      pages.replaceChildren();
    }
    region.ariaBusy = 'false';
  }

  /** @param {import('./answers.js').Page<T>} answer */
  function present(answer) {
    summary.textContent = answer.total > 0 ? counted(answer.total, one, many) : '';
    if (answer.total > 0) body.replaceChildren(show(answer.items));
    else body.replaceChildren(isFiltered(filters) ? nothingFound() : empty());
    pages.replaceChildren(pager(answer, (next) => void turn(next)));
  }

  function nothingFound() {
    const clear = button('Clear filters', () => filters.reset(), { class: 'button quiet' });
    const text = html('p', {}, 'Try fewer words, or another filter.');
    return html('div', { class: 'card state' }, html('h2', {}, `No ${many} match`), text, clear);
  }

  /** @param {number} next */
  function go(next) {
    page = next;
    history.replaceState(null, '', `?${queryOf(filters, page)}`);
    return load();
  }

  /** @param {number} next */
  async function turn(next) {
    await go(next);
    // The pressed button is gone; reading goes on at the top of the new page.
    summary.focus();
  }

  onChange(filters, () => void go(1));
  return { load };
}

/**
 * @param {HTMLFormElement} filters
 * @param {() => void} act
 */
function onChange(filters, act) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @param {number} wait */
  const soon = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  };
  filters.addEventListener('input', (event) => soon(event.target instanceof HTMLInputElement ? typingPause : 0));
  // The fields have their first values only after the event.
  filters.addEventListener('reset', () => soon(0));
  filters.addEventListener('submit', (event) => {
    event.preventDefault();
    soon(0);
  });
}

/**
 * @param {HTMLFormElement} filters
 * @param {number} page
 */
function queryOf(filters, page) {
  const query = new URLSearchParams();
  for (const { name, value } of fieldsOf(filters)) if (value !== '') query.set(name, value);
  if (page > 1) query.set('page', String(page));
  return query;
}

/**
 * Fills the filters from the address bar.
 * @param {HTMLFormElement} filters
 * @returns {number} the page
 */
function restore(filters) {
  const query = new URLSearchParams(location.search);
  for (const field of fieldsOf(filters)) {
    const value = query.get(field.name);
    if (value !== null && accepts(field, value)) field.value = value;
  }
  const page = Number(query.get('page') ?? 1);
  return Number.isInteger(page) && page > 0 ? page : 1;
}

/**
 * @param {HTMLInputElement | HTMLSelectElement} field
 * @param {string} value
 */
function accepts(field, value) {
  return field instanceof HTMLInputElement || Array.from(field.options).some((option) => option.value === value);
}

/** @param {HTMLFormElement} filters */
function isFiltered(filters) {
  return fieldsOf(filters).some(({ name, value }) => name !== 'sort' && value !== '');
}

/** @param {HTMLFormElement} filters */
function fieldsOf(filters) {
  return Array.from(filters.elements).filter(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
  );
}
