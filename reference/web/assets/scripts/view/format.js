// @ts-check
import { html } from './dom.js';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const whole = new Intl.NumberFormat('en-GB');
const tenth = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const atMostTenth = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** @param {Date} date */
export function timeOf(date) {
  return html('time', { datetime: date.toISOString(), title: moment.format(date) }, day.format(date));
}

/** @param {Date} date */
export function momentOf(date) {
  return html('time', { datetime: date.toISOString() }, moment.format(date));
}

/** @param {number} value */
export function count(value) {
  return whole.format(value);
}

/** @param {number} value */
export function score(value) {
  return tenth.format(value);
}

/**
 * A value on an axis.
 * @param {number} value
 */
export function mark(value) {
  return atMostTenth.format(value);
}

/** @param {number} bytes */
export function size(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : `${atMostTenth.format(bytes / 1024)} KB`;
}

/**
 * @param {number} value
 * @param {string} one
 * @param {string} [many]
 */
export function counted(value, one, many = `${one}s`) {
  return `${count(value)} ${value === 1 ? one : many}`;
}
