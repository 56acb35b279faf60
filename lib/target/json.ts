/**
 * A parsed JSON value of unknown shape, so that a target's functions can reach into it without ceremony:
 * `(body) => body.data?.access_token`. What they return is checked where it is used.
 */
export interface Json {
  readonly [key: string]: Json | undefined;
}
