/**
 * A parsed JSON value of unknown shape, so that a target's functions can reach into it without ceremony:
 * `(body) => body.data?.access_token`. What they return is checked where it is used.
 */
export interface Json {
  readonly [key: string]: Json | undefined;
}

/** Lists and objects within each other that a text may have: no real one has more, and what walks through them must not fall. */
const DEEPEST = 500;

/** Parses a JSON text that a stranger wrote. Throws `SyntaxError`, also for one that nests too deeply. */
export function parseJson(text: string): Json {
  if (isTooDeep(text)) throw new SyntaxError(`JSON of more than ${DEEPEST} levels`);
  const json: Json = JSON.parse(text);
  return json;
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let place = 0; place < text.length && depth <= DEEPEST; place += 1) {
    const character = text[place];
    if (quoted && character === '\\') place += 1;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '[' || character === '{')) depth += 1;
    else if (!quoted && (character === ']' || character === '}')) depth -= 1;
  }
  return depth > DEEPEST;
}

/** The text of a value; undefined for what is neither a text nor a number. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

/** What a target's function finds; undefined when the answer has another shape than it reaches into. */
export function reach<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** The id that a target's function finds in a body. An empty one is none: its path would be that of the whole collection. */
export function idIn(body: Json, select: (body: Json) => unknown): string | undefined {
  const id = reach(() => textOf(select(body)));
  return id === '' ? undefined : id;
}

/** The texts that a target's function finds in a body: one, or a list of them. */
export const textsIn = (body: Json, select: (body: Json) => unknown): string[] =>
  [reach(() => select(body)) ?? []].flat().flatMap((each: unknown) => textOf(each) || []);
