// @ts-check
import { html, svg } from '../view/dom.js';
import { mark, score } from '../view/format.js';
import { barHeight, layOut, rankRoom, shortened } from './ranking-layout.js';

/** @typedef {import('../platform/answers.js').Ranked} Ranked */

/**
 * The ranking as bars. What it shows is in the table as well, so it is one picture to a screen reader.
 * @param {readonly Ranked[]} ranking not empty
 */
export function rankingChart(ranking) {
  const picture = svg('svg', { role: 'img', 'aria-label': 'Ranking chart', 'aria-describedby': 'chart-text' });
  const figure = html(
    'figure',
    { class: 'card chart' },
    html(
      'figcaption',
      {},
      html('h2', {}, 'How far apart they are'),
      html('p', { class: 'hint', id: 'chart-text' }, 'Each bar starts at the average of the essays compared.'),
    ),
    picture,
  );
  // Drawn for the room that there is, so that letters keep their size on a phone.
  new ResizeObserver(() => draw(picture, ranking)).observe(picture);
  return figure;
}

/**
 * @param {SVGSVGElement} picture
 * @param {readonly Ranked[]} ranking
 */
function draw(picture, ranking) {
  const width = picture.clientWidth;
  if (width === 0) return;
  const { bars, ticks, titleWidth, plotHeight, height } = layOut(ranking, width);
  const measure = measureIn(picture);
  picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  picture.setAttribute('height', String(height));
  picture.replaceChildren(
    ...ticks.flatMap((tick) => gridLine(tick, plotHeight)),
    ...bars.flatMap((bar) => row(bar, shortened(bar.entry.title, titleWidth, measure))),
  );
}

/**
 * @param {{ x: number, value: number, isAverage: boolean }} tick
 * @param {number} bottom
 */
function gridLine({ x, value, isAverage }, bottom) {
  return [
    svg('line', { x1: x, x2: x, y1: 0, y2: bottom, class: isAverage ? 'middle' : 'grid' }),
    svg(
      'text',
      { x, y: bottom + 18, 'text-anchor': 'middle', class: 'faint' },
      isAverage ? `Average ${mark(value)}` : mark(value),
    ),
  ];
}

/**
 * @param {import('./ranking-layout.js').Bar} bar
 * @param {string} title
 */
function row({ entry, isBelow, x, y, width, labelY, scoreX }, title) {
  const middle = { 'dominant-baseline': 'central' };
  return [
    svg('text', { x: 0, y: labelY, class: 'faint', ...middle }, String(entry.rank)),
    svg('text', { x: rankRoom, y: labelY, ...middle }, title),
    svg('rect', { x, y, width: Math.max(width, 1), height: barHeight, rx: 3, class: isBelow ? 'bar below' : 'bar' }),
    svg(
      'text',
      { x: scoreX, y: y + barHeight / 2, 'text-anchor': isBelow ? 'end' : 'start', class: 'score', ...middle },
      score(entry.score),
    ),
  ];
}

/**
 * @param {SVGSVGElement} picture
 * @returns {(text: string) => number}
 */
function measureIn(picture) {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return (text) => text.length * 8;
  context.font = `14px ${getComputedStyle(picture).fontFamily}`;
  return (text) => context.measureText(text).width;
}
