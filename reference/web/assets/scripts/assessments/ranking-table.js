// @ts-check
import { html } from '../view/dom.js';
import { count, score } from '../view/format.js';

/** @param {readonly import('../platform/answers.js').Ranked[]} ranking */
export function rankingTable(ranking) {
  const table = html(
    'table',
    { class: 'table ranking' },
    html('caption', {}, 'Ranking'),
    html(
      'thead',
      {},
      html(
        'tr',
        {},
        html('th', { scope: 'col', class: 'number' }, 'Rank'),
        html('th', { scope: 'col' }, 'Essay'),
        html('th', { scope: 'col', class: 'number' }, 'Score'),
        html('th', { scope: 'col', class: 'number' }, 'Wins'),
        html('th', { scope: 'col', class: 'number extra' }, 'Comparisons'),
      ),
    ),
    html('tbody', {}, ...ranking.map(row)),
  );
  return html('div', { class: 'card' }, table);
}

/** @param {import('../platform/answers.js').Ranked} entry */
function row({ rank, essayId, title, score: points, wins, comparisons }) {
  return html(
    'tr',
    {},
    html('td', { class: 'number' }, rank === 1 ? html('span', { class: 'rank-first' }, '1') : String(rank)),
    html('th', { scope: 'row' }, html('a', { href: `/essays/${essayId}` }, title)),
    html('td', { class: 'number' }, score(points)),
    html('td', { class: 'number' }, count(wins)),
    html('td', { class: 'number extra' }, count(comparisons)),
  );
}
