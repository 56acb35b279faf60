import { EnvValue, type Environment, type Problem, type Resolved } from './env.js';

/** What filling a definition found: problems, and which variables are merely missing. */
export interface Reading {
  readonly environment: Environment;
  readonly problems: Problem[];
  readonly missing: Problem[];
}

/** Whether an object is one that was written down, and no instance of a class. */
export const isPlain = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

/** Replaces every place that the environment fills by what is read there; problems are collected, never thrown. */
export function resolve<T>(value: T, reading: Reading): Resolved<T>;
export function resolve(value: unknown, reading: Reading): unknown {
  if (value instanceof EnvValue) return readOne(value, reading);
  if (Array.isArray(value)) return value.map((item: unknown) => resolve(item, reading));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner, reading)]));
}

function readOne(value: EnvValue<unknown>, reading: Reading): unknown {
  const read = value.read(reading.environment);
  if (read.ok) return read.value;
  ('missing' in read ? reading.missing : reading.problems).push(value.problem(read.wrong));
  return undefined;
}
