// @ts-check
import { toEssay } from './answers.js';
import { errorFrom, leave, NoAnswerError } from './api.js';

const largest = 1024 * 1024;

/** @typedef {{ file: File, title: string, assignmentId: string }} HandIn */

/**
 * What is wrong with a file that the server would refuse; said before a long upload instead of after it.
 * @param {{ name: string, size: number }} file
 * @returns {string | undefined}
 */
export function objectionTo({ name, size }) {
  if (contentTypeOf(name) === undefined) return `${name} is not a text or Markdown file (.txt, .md).`;
  if (size > largest) return `${name} is larger than 1 MiB.`;
  if (size === 0) return `${name} is empty.`;
  return undefined;
}

/**
 * "homework_and-fairness.md" becomes "Homework and fairness".
 * @param {string} name
 */
export function titleFrom(name) {
  const words = name
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[-_\s]+/g, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Sends one essay. XMLHttpRequest, because fetch does not tell how much of a body has been sent.
 * @param {HandIn} handIn
 * @param {(share: number) => void} onProgress from 0 to 1
 * @returns {Promise<import('./answers.js').Essay>}
 */
export function upload({ file, title, assignmentId }, onProgress) {
  const body = new FormData();
  body.set('title', title);
  if (assignmentId !== '') body.set('assignmentId', assignmentId);
  // Browsers take the type from the operating system, which may not know Markdown.
  body.set('file', new File([file], file.name, { type: contentTypeOf(file.name) ?? file.type }));
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/v1/essays');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => reject(new NoAnswerError('The upload was interrupted.')));
    request.addEventListener('load', () => {
      if (request.status === 201) resolve(toEssayFrom(request.responseText));
      else if (request.status === 401) resolve(leave());
      else reject(errorFrom(request.status, request.responseText));
    });
    request.send(body);
  });
}

/**
 * A promise, so that an unexpected answer rejects the upload instead of dying in an event listener.
 * @param {string} body
 */
async function toEssayFrom(body) {
  return toEssay(JSON.parse(body));
}

/** @param {string} name */
function contentTypeOf(name) {
  if (/\.(?:md|markdown)$/i.test(name)) return 'text/markdown';
  return /\.txt$/i.test(name) ? 'text/plain' : undefined;
}
