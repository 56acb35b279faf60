// @ts-check
import { html } from '../view/dom.js';
import { count, timeOf } from '../view/format.js';
import { rankingChart } from './ranking-chart.js';
import { rankingTable } from './ranking-table.js';

/** @typedef {import('../platform/answers.js').Assessment} Assessment */

/**
 * What an assessment that is over has to show.
 * @param {Assessment} assessment
 */
export function assessmentResults(assessment) {
  if (assessment.status === 'failed' || assessment.ranking.length === 0) return [failed()];
  return [summary(assessment), rankingChart(assessment.ranking), rankingTable(assessment.ranking)];
}

function failed() {
  const text = 'One of the essays could not be read. Start a new assessment, with the essays that are still there.';
  return html(
    'div',
    { role: 'alert', class: 'card state' },
    html('h2', {}, 'This assessment could not be finished'),
    html('p', {}, text),
    html('div', { class: 'actions' }, html('a', { href: '/assessments', class: 'button' }, 'Go to assessments')),
  );
}

/** @param {Assessment} assessment */
function summary({ ranking, createdAt }) {
  const strongest = ranking.filter(({ rank }) => rank === 1).map(({ title }) => title);
  // Each comparison has two sides, and is counted with both.
  const comparisons = ranking.reduce((sum, entry) => sum + entry.comparisons, 0) / 2;
  return html(
    'dl',
    { class: 'card summary' },
    fact(strongest.length === 1 ? 'Strongest essay' : 'Strongest essays', strongest.join(' · '), 'strongest'),
    fact('Essays', count(ranking.length)),
    fact('Comparisons', count(comparisons)),
    fact('Started', timeOf(createdAt)),
  );
}

/**
 * @param {string} name
 * @param {Node | string} value
 * @param {string} [look]
 */
function fact(name, value, look) {
  return html('div', { class: look }, html('dt', {}, name), html('dd', {}, value));
}
