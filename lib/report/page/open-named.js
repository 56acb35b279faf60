// Runs in the page: what a link leads to is opened and given the focus, also where it is folded away.
const openNamed = () => {
  const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (named === null) return;
  for (
    let around = named.closest('details');
    around !== null;
    around = around.parentElement?.closest('details') ?? null
  )
    around.open = true;
  named.scrollIntoView({ block: 'start' });
  named.focus({ preventScroll: true });
};
addEventListener('hashchange', openNamed);
openNamed();
