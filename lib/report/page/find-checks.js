// Runs in the page: shows the checks that hold a text and are what was chosen, and opens the areas that they are in.
const find = document.querySelector('#find');
const chosen = (/** @type {HTMLSelectElement} */ select, /** @type {string | undefined} */ value) =>
  select.value === '' || select.value === value;

const [outcome, level, area] = ['outcome', 'level', 'area'].map((id) => document.getElementById(id));
const found = document.querySelector('#found');

if (
  find instanceof HTMLInputElement &&
  outcome instanceof HTMLSelectElement &&
  level instanceof HTMLSelectElement &&
  area instanceof HTMLSelectElement &&
  found !== null
) {
  const parts = [...document.querySelectorAll('details')]
    .filter((part) => part.matches('.area'))
    .map((part) => ({
      part,
      openAtFirst: part.open,
      rows: [...part.querySelectorAll('li')].map((row) => ({ row, text: (row.textContent ?? '').toLowerCase() })),
    }));
  const total = parts.reduce((sum, { rows }) => sum + rows.length, 0);

  const filter = () => {
    const wanted = find.value.trim().toLowerCase();
    const filtering = [wanted, outcome.value, level.value, area.value].some((value) => value !== '');
    let shown = 0;
    for (const { part, openAtFirst, rows } of parts) {
      const { level: itsLevel, area: itsArea } = part.dataset;
      const here = chosen(level, itsLevel) && chosen(area, itsArea);
      let hits = 0;
      for (const { row, text } of rows) {
        row.hidden = !here || !text.includes(wanted) || !chosen(outcome, row.dataset['outcome']);
        if (!row.hidden) hits += 1;
      }
      shown += hits;
      part.hidden = hits === 0;
      part.open = filtering ? hits > 0 : openAtFirst;
    }
    found.textContent = filtering ? `${shown} of ${total} checks` : '';
  };
  find.addEventListener('input', filter);
  for (const select of [outcome, level, area]) select.addEventListener('change', filter);
}
