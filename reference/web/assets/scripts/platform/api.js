// @ts-check
import { isAbsent, list, record, text } from './fields.js';
import { goToSignIn } from './return-path.js';

const patience = 10_000;

/** @typedef {{ field: string, message: string }} FieldProblem */

/** An answer of the platform that is not a success. */
export class ApiError extends Error {
  /** @override */
  name = 'ApiError';

  /**
   * @param {number} status
   * @param {string} code
   * @param {string} message
   * @param {{ details?: FieldProblem[], service?: string, correlationId?: string }} [extra]
   */
  constructor(status, code, message, { details = [], service, correlationId } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.service = service;
    this.correlationId = correlationId;
  }
}

/** No answer: nobody is there, or it took too long. */
export class NoAnswerError extends Error {
  /** @override */
  name = 'NoAnswerError';
}

/**
 * @template T
 * @param {string} path
 * @param {(body: unknown) => T} toValue
 * @param {AbortSignal} [signal]
 */
export async function read(path, toValue, signal) {
  const answer = await ask('GET', path, undefined, signal);
  return toValue(await answer.json());
}

/**
 * @param {string} path
 */
export async function readText(path) {
  const answer = await ask('GET', path);
  return answer.text();
}

/**
 * @param {'POST' | 'PATCH' | 'DELETE'} method
 * @param {string} path
 * @param {Record<string, unknown>} [body]
 * @returns {Promise<unknown>} undefined when the answer has no body
 */
export async function send(method, path, body) {
  const answer = await ask(method, path, body);
  return answer.status === 204 ? undefined : answer.json();
}

/**
 * Whoever is no longer signed in is sent to sign in, and comes back.
 * @param {string} method
 * @param {string} path
 * @param {Record<string, unknown>} [body]
 * @param {AbortSignal} [signal]
 */
async function ask(method, path, body, signal) {
  const answer = await exchange(method, path, body, signal);
  if (answer.ok) return answer;
  const error = errorFrom(answer.status, await answer.text());
  if (error.status === 401) return leave();
  throw error;
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Record<string, unknown>} [body]
 * @param {AbortSignal} [signal]
 */
export async function exchange(method, path, body, signal) {
  const timeout = AbortSignal.timeout(patience);
  try {
    return await fetch(path, {
      method,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new NoAnswerError('The server does not answer.', { cause: error });
  }
}

/**
 * A promise that never settles: the page is being left, and must not flash an error first.
 * @returns {Promise<never>}
 */
export function leave() {
  goToSignIn();
  return new Promise(() => {});
}

/**
 * @param {number} status
 * @param {string} body
 */
export function errorFrom(status, body) {
  try {
    const error = record(record(JSON.parse(body))['error']);
    return new ApiError(status, text(error, 'code'), text(error, 'message'), {
      ...(isAbsent(error, 'details') ? {} : { details: list(error, 'details').map(toProblem) }),
      ...(isAbsent(error, 'service') ? {} : { service: text(error, 'service') }),
      ...(isAbsent(error, 'correlationId') ? {} : { correlationId: text(error, 'correlationId') }),
    });
  } catch {
    // Something on the way (a proxy, say) answered in a shape of its own; the status still tells enough.
    return new ApiError(status, 'unknown', `The server answered with status ${status}.`);
  }
}

/**
 * @param {unknown} value
 * @returns {FieldProblem}
 */
function toProblem(value) {
  const problem = record(value);
  return { field: text(problem, 'field'), message: text(problem, 'message') };
}
