// @ts-check
import { button, html } from './dom.js';

/**
 * @param {{ page: number, pageSize: number, total: number }} position
 * @param {(page: number) => void} go
 */
export function pager({ page, pageSize, total }, go) {
  const pages = Math.max(1, Math.ceil(total / pageSize));
  const nav = html('nav', { 'aria-label': 'Pages', class: 'pager', hidden: pages === 1 });
  nav.append(
    button('Previous', () => go(page - 1), { class: 'button quiet small', disabled: page <= 1 }),
    html('span', {}, `Page ${page} of ${pages}`),
    button('Next', () => go(page + 1), { class: 'button quiet small', disabled: page >= pages }),
  );
  return nav;
}
