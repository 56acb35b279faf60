import { randomBytes } from 'node:crypto';

/** What is planted where, by the name of the place; each is found nowhere else. */
export interface Canaries {
  /** Known to the run: values of the target. */
  readonly password: string;
  readonly header: string;
  readonly database: string;
  /** Known to the run: given to it by the sign-in. */
  readonly token: string;
  /** Known to nobody: hidden by their places. */
  readonly query: string;
  readonly body: string;
  readonly cookie: string;
  readonly frame: string;
  /** No secret at all: it must be found, or the scan is worth nothing. */
  readonly control: string;
}

const canary = (): string => `canary${randomBytes(9).toString('hex')}`;

/** New ones, for a run. */
export const newCanaries = (): Canaries => ({
  password: canary(),
  header: canary(),
  database: canary(),
  token: canary(),
  query: canary(),
  body: canary(),
  cookie: canary(),
  frame: canary(),
  control: canary(),
});

/** What is typed as the password: with characters that every encoding writes in another way. */
export const passwordWith = (word: string): string => `p&ss "${word}" <ü>/`;

/** The address of a database with this password. */
export const databaseWith = (word: string): string => `postgres://smoke:${word}@127.0.0.1:1/shop`;
