// @ts-check
// The fields that narrow a list; their names are the names in the query.

const typingPause = 250;

/**
 * @param {HTMLFormElement} filters
 * @param {() => void} act
 */
export function onChange(filters, act) {
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
export function queryOf(filters, page) {
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
export function restore(filters) {
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
export function isFiltered(filters) {
  return fieldsOf(filters).some(({ name, value }) => name !== 'sort' && value !== '');
}

/** @param {HTMLFormElement} filters */
function fieldsOf(filters) {
  return Array.from(filters.elements).filter(
    (field) => field instanceof HTMLInputElement || field instanceof HTMLSelectElement,
  );
}
