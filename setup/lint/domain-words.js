/**
 * The reference platform has a domain; the suite must not know it, or it would fit no other platform.
 * Refuses the words of `reference/domain-words.json` outside the reference and its target, in file names as well.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const HOMES = ['reference', 'targets/reference'];
const NOT_OURS = new Set(['.git', 'node_modules', 'reports', 'test-results', 'package-lock.json']);
const LOCAL = /^\.env(?!.*\.example$)|\.log$/;

/**
 * The words of a domain that a text uses, whole or as a part of an identifier, with the line of each. Pure.
 * @param {string} text
 * @param {readonly string[]} words
 * @returns {{ word: string, line: number }[]}
 */
export function findWords(text, words) {
  const known = new Set(words.flatMap((word) => [word, `${word}s`]));
  return text.split('\n').flatMap((content, index) =>
    // The parts of `pageTitle`, `PAGE_TITLE`, `page-title` and `HTMLPage`, each a word of its own.
    [...content.matchAll(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g)]
      .map(([part]) => part)
      .filter((part) => known.has(part.toLowerCase()))
      .map((word) => ({ word, line: index + 1 })),
  );
}

/**
 * Every place below a folder where a word of the domain stands that has no home there.
 * @param {string} root
 * @param {readonly string[]} words
 * @returns {string[]} `file:line: word`
 */
export function strayWords(root, words) {
  return filesBelow(root, root).flatMap((file) => {
    const inName = findWords(file, words).map(({ word }) => `${file}: "${word}" in its name`);
    const text = readFileSync(join(root, file), 'utf8');
    const isBinary = text.includes('\0');
    const inText = isBinary ? [] : findWords(text, words).map(({ word, line }) => `${file}:${line}: "${word}"`);
    return [...inName, ...inText];
  });
}

/**
 * @param {string} root
 * @param {string} folder
 * @returns {string[]} paths relative to the root, with `/`
 */
function filesBelow(root, folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    const name = relative(root, path).split(sep).join('/');
    if (NOT_OURS.has(entry.name) || LOCAL.test(entry.name) || HOMES.includes(name)) return [];
    if (entry.isDirectory()) return filesBelow(root, path);
    return entry.isFile() ? [name] : [];
  });
}
