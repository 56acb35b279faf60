// @ts-check
import { ApiError, NoAnswerError } from '../platform/api.js';
import { landing } from '../platform/return-path.js';
import { button, html } from './dom.js';

/** @typedef {{ title: string, text: string, canRetry: boolean }} Explanation */

/**
 * Says in the reader's words why something cannot be shown. Pure.
 * @param {unknown} error
 * @param {string} what as in "We cannot find {what}"
 * @returns {Explanation}
 */
export function explain(error, what) {
  if (error instanceof NoAnswerError) {
    const text = 'Check your connection. Nothing that you have handed in is lost.';
    return { title: 'Fairhand does not answer', text, canRetry: true };
  }
  const status = error instanceof ApiError ? error.status : 0;
  if (status === 403) {
    const text = 'Your account does not have the role for it. A teacher or an administrator of your school can help.';
    return { title: `You are not allowed to view ${what}`, text, canRetry: false };
  }
  if (status === 404) {
    const text = 'It may have been deleted, or it belongs to another school.';
    return { title: `We cannot find ${what}`, text, canRetry: false };
  }
  if (status === 429) {
    return { title: 'One moment, please', text: 'There were too many requests in a short time.', canRetry: true };
  }
  const text = 'A part of Fairhand is not available. Your work is safe; please try again in a moment.';
  return { title: `We cannot show ${what} right now`, text, canRetry: true };
}

/**
 * Takes the place of what cannot be shown.
 * @param {unknown} error
 * @param {{ what: string, heading: 'h1' | 'h2', retry: () => void }} options
 */
export function failureState(error, { what, heading, retry }) {
  const { title, text, canRetry } = explain(error, what);
  const reference = error instanceof ApiError && error.status >= 500 ? error.correlationId : undefined;
  return html(
    'div',
    { role: 'alert', class: 'state' },
    html('img', { src: '/assets/images/empty-sheet.svg', alt: '', width: 96, height: 88 }),
    html(heading, {}, title),
    html('p', {}, text),
    ...(reference ? [html('p', { class: 'hint' }, `Reference for support: ${reference}`)] : []),
    html(
      'div',
      { class: 'actions' },
      ...(canRetry ? [button('Try again', retry)] : []),
      ...(location.pathname === landing
        ? []
        : [html('a', { href: landing, class: 'button quiet' }, 'Go to assignments')]),
    ),
  );
}

/**
 * One sentence about something that was tried and did not work.
 * @param {unknown} error
 */
export function sentenceFor(error) {
  if (error instanceof NoAnswerError) return 'Fairhand does not answer. Check your connection and try again.';
  if (!(error instanceof ApiError)) return 'That did not work. Please try again.';
  if (error.status === 403) return 'Your account is not allowed to do that.';
  if (error.status === 404) return 'That does not exist any more.';
  if (error.status === 413) return 'The file is too large.';
  if (error.status === 415) return 'This kind of file is not accepted.';
  if (error.status === 429) return 'That was a little too fast. Please try again in a moment.';
  if (error.status >= 500) return 'A part of Fairhand is not available. Please try again in a moment.';
  return error.message;
}
