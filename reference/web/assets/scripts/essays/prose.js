// @ts-check
import { html } from '../view/dom.js';

/**
 * Sets an essay as paragraphs and headings. Nothing of the text is lost: what is not shown (the marks of headings, a
 * heading that repeats the title) stays in the document, so that the page's text is the text that was handed in.
 * @param {string} text
 * @param {{ title: string, contentType: string }} essay
 * @returns {(Node | string)[]}
 */
export function prose(text, { title, contentType }) {
  const isMarkdown = contentType.startsWith('text/markdown');
  return text.split(/(\r?\n(?:[ \t]*\r?\n)+)/).map((part) => {
    if (part.trim() === '') return part;
    const heading = isMarkdown ? /^(#{1,6} +)(.+)$/.exec(part) : null;
    return heading ? headingOf(heading[1] ?? '', heading[2] ?? '', title) : html('p', {}, part);
  });
}

/**
 * @param {string} mark
 * @param {string} words
 * @param {string} title
 */
function headingOf(mark, words, title) {
  const isRepeated = words.trim().toLowerCase() === title.trim().toLowerCase();
  return html('h2', { hidden: isRepeated }, html('span', { hidden: true }, mark), words);
}
