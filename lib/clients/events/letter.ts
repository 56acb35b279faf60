import { type Json, parseJson } from '../../target/json.js';
import type { Letter } from './bus.js';

/** A letter from its text and its headers; of a text that is not JSON, `{ text }`. Pure. */
export function letterFrom(text: string, headers: unknown): Letter {
  return { body: jsonOf(text), headers: parseJson(JSON.stringify(headers ?? {})) };
}

function jsonOf(text: string): Json {
  try {
    const body: unknown = parseJson(text);
    if (typeof body === 'object' && body !== null) return parseJson(text);
  } catch {
    // Not JSON: given as it is.
  }
  return parseJson(JSON.stringify({ text }));
}
