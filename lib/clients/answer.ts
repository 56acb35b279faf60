import type { Json } from '../target/json.js';
import type { Answer } from './http.js';
import { HttpError } from './http-error.js';

/** The JSON of an answer; undefined when it holds none, which is no matter where a header says it all. */
export function jsonIn(answer: Answer): Json | undefined {
  try {
    return answer.json;
  } catch (error) {
    if (error instanceof HttpError && error.code === 'SMOKE_NOT_JSON') return undefined;
    throw error;
  }
}
