// @ts-check
import { pageOf } from '../platform/answers.js';
import { read } from '../platform/api.js';
import { button, html } from './dom.js';
import { failureState } from './failure.js';
import { isFiltered, onChange, queryOf, restore } from './filters.js';
import { counted } from './format.js';
import { pager } from './pager.js';

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
      say('');
      put(failureState(error, { what: `the ${many}`, heading: 'h2', retry: () => void turn(page) }));
      pages.replaceChildren();
    }
    region.ariaBusy = 'false';
  }

  /** @param {import('../platform/answers.js').Page<T>} answer */
  function present(answer) {
    say(answer.total > 0 ? counted(answer.total, one, many) : '');
    if (answer.total > 0) put(show(answer.items));
    else put(isFiltered(filters) ? nothingFound() : empty());
    pages.replaceChildren(pager(answer, (next) => void turn(next)));
  }

  /**
   * The count is read out when it changes, and only then.
   * @param {string} text
   */
  function say(text) {
    if (summary.textContent !== text) summary.textContent = text;
  }

  /**
   * Shows a new list in place of the old one, without losing the place of who works with the keyboard.
   * @param {Node} content
   */
  function put(content) {
    const focused = body.contains(document.activeElement) ? document.activeElement : null;
    body.replaceChildren(content);
    if (focused) (document.getElementById(focused.id) ?? summary).focus();
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
