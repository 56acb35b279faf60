import { type Json, parseJson } from '../target/json.js';
import { printable } from './printable.js';

/** The most that is taken of one connection, in characters and in messages. */
const MOST = { characters: 4 * 1024 * 1024, messages: 10_000 } as const;

/** What one connection has sent, as far as anybody reads. */
export class Inbox {
  readonly #messages: Json[] = [];
  #characters = 0;

  /** Everything that was taken in; of a message that is not JSON, `{ text }`. */
  get messages(): readonly Json[] {
    return this.#messages;
  }

  /** The last ones, for a person. */
  get latest(): string {
    const last = this.#messages.slice(-3).map((message) => printable(JSON.stringify(message).slice(0, 200)));
    return last.length === 0 ? 'nothing came' : `last came ${last.join(' ')}`;
  }

  /** Takes a message in, unless there have been too many: then false. */
  take(text: string): boolean {
    this.#characters += text.length;
    if (this.#characters > MOST.characters || this.#messages.length >= MOST.messages) return false;
    this.#messages.push(parsed(text));
    return true;
  }
}

/** Messages are objects or lists; what is neither is given as its text. */
function parsed(text: string): Json {
  try {
    const json = parseJson(text);
    return typeof json === 'object' && json !== null ? json : textMessageOf(text);
  } catch {
    return textMessageOf(text);
  }
}

const textMessageOf = (text: string): Json => JSON.parse(JSON.stringify({ text }));
