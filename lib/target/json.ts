/**
 * A parsed JSON value of unknown shape, so that a target's functions can reach into it without ceremony:
 * `(body) => body.data?.access_token`. What they return is checked where it is used.
 */
export interface Json {
  readonly [key: string]: Json | undefined;
}

/** The text of a value; undefined for what is neither a text nor a number. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
