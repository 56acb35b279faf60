// Runs in the page: shows the checks that hold a text and came to an outcome, and opens the areas that they are in.
const find = document.querySelector('#find');
const outcome = document.querySelector('#outcome');
const found = document.querySelector('#found');

if (find instanceof HTMLInputElement && outcome instanceof HTMLSelectElement && found !== null) {
  const areas = [...document.querySelectorAll('details')]
    .filter((area) => area.matches('.area'))
    .map((area) => ({
      area,
      openAtFirst: area.open,
      rows: [...area.querySelectorAll('li')].map((row) => ({ row, text: (row.textContent ?? '').toLowerCase() })),
    }));
  const total = areas.reduce((sum, { rows }) => sum + rows.length, 0);

  const filter = () => {
    const wanted = find.value.trim().toLowerCase();
    const filtering = wanted !== '' || outcome.value !== '';
    let shown = 0;
    for (const { area, openAtFirst, rows } of areas) {
      let hits = 0;
      for (const { row, text } of rows) {
        row.hidden = !text.includes(wanted) || (outcome.value !== '' && row.dataset['outcome'] !== outcome.value);
        if (!row.hidden) hits += 1;
      }
      shown += hits;
      area.hidden = hits === 0;
      area.open = filtering ? hits > 0 : openAtFirst;
    }
    found.textContent = filtering ? `${shown} of ${total} checks` : '';
  };
  find.addEventListener('input', filter);
  outcome.addEventListener('change', filter);
}
