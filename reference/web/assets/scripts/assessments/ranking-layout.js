// @ts-check

/** @typedef {import('../platform/answers.js').Ranked} Ranked */
/**
 * @typedef {object} Bar
 * @property {Ranked} entry
 * @property {boolean} isBelow below the average
 * @property {number} x
 * @property {number} y
 * @property {number} width
 * @property {number} labelY
 * @property {number} scoreX where the score is written: outside, at the bar's end
 */

const wide = 560;
const scoreRoom = 52;
const step = 10;
const foot = 26;

export const barHeight = 14;
export const rankRoom = 28;

/**
 * Where everything in the chart goes, in pixels. Bars grow from the average, to the right for what is stronger and to
 * the left for what is weaker: the scores are distances between essays, so that a bar from zero would mean nothing.
 * @param {readonly Ranked[]} ranking not empty
 * @param {number} width
 */
export function layOut(ranking, width) {
  const isWide = width >= wide;
  const labelWidth = isWide ? Math.min(300, width * 0.36) : width;
  const rowHeight = isWide ? 34 : 50;
  const average = ranking.reduce((sum, { score }) => sum + score, 0) / ranking.length;
  const farthest = Math.max(...ranking.map(({ score }) => Math.abs(score - average)));
  const reach = Math.max(step, Math.ceil(farthest / step) * step);
  const left = (isWide ? labelWidth : 0) + scoreRoom;
  const right = width - scoreRoom;
  const middle = (left + right) / 2;
  /** @param {number} distance from the average */
  const at = (distance) => middle + (distance / reach) * (right - middle);

  const bars = ranking.map((entry, row) => {
    const distance = entry.score - average;
    const end = at(distance);
    return {
      entry,
      isBelow: distance < 0,
      x: Math.min(middle, end),
      y: row * rowHeight + (isWide ? (rowHeight - barHeight) / 2 : 26),
      width: Math.abs(end - middle),
      labelY: row * rowHeight + (isWide ? rowHeight / 2 : 12),
      scoreX: end + (distance < 0 ? -8 : 8),
    };
  });
  // Without the width, the numbers between would run into each other.
  const marks = isWide ? [-1, -0.5, 0, 0.5, 1] : [-1, 0, 1];
  const ticks = marks
    .map((part) => part * reach)
    .map((distance) => ({
      x: at(distance),
      value: average + distance,
      isAverage: distance === 0,
    }));
  return {
    bars,
    ticks,
    titleWidth: labelWidth - rankRoom,
    plotHeight: ranking.length * rowHeight,
    height: ranking.length * rowHeight + foot,
  };
}

/**
 * The longest beginning of a text that fits.
 * @param {string} text
 * @param {number} room in pixels
 * @param {(text: string) => number} measure
 */
export function shortened(text, room, measure) {
  if (measure(text) <= room) return text;
  let end = text.length - 1;
  while (end > 1 && measure(`${text.slice(0, end).trimEnd()}…`) > room) end -= 1;
  return `${text.slice(0, end).trimEnd()}…`;
}
