// @ts-check

/** An answer that does not have the agreed shape. */
export class UnexpectedAnswerError extends Error {
  /** @override */
  name = 'UnexpectedAnswerError';
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
export function record(value) {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw new UnexpectedAnswerError('The server answered with something other than an object.');
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 */
export function text(fields, name) {
  const value = fields[name];
  if (typeof value === 'string') return value;
  throw new UnexpectedAnswerError(`The server's answer has no text in "${name}".`);
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 */
export function number(fields, name) {
  const value = fields[name];
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new UnexpectedAnswerError(`The server's answer has no number in "${name}".`);
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 * @returns {unknown[]}
 */
export function list(fields, name) {
  const value = fields[name];
  if (Array.isArray(value)) return value;
  throw new UnexpectedAnswerError(`The server's answer has no list in "${name}".`);
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 */
export function isAbsent(fields, name) {
  return fields[name] === undefined || fields[name] === null;
}

/**
 * @param {Record<string, unknown>} fields
 * @param {string} name
 */
export function date(fields, name) {
  const value = new Date(text(fields, name));
  if (!Number.isNaN(value.getTime())) return value;
  throw new UnexpectedAnswerError(`The server's answer has no date in "${name}".`);
}

/**
 * @template {string} Word
 * @param {Record<string, unknown>} fields
 * @param {string} name
 * @param {readonly Word[]} words
 * @returns {Word}
 */
export function oneOf(fields, name, words) {
  const found = words.find((word) => word === fields[name]);
  if (found !== undefined) return found;
  throw new UnexpectedAnswerError(`The server's answer has none of ${words.join(', ')} in "${name}".`);
}
