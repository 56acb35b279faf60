import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import type { Environment, Problem } from './env.js';
import { targetNames } from './load.js';
import { suggest } from './nearest.js';

/** One file of variables, with the names that it sets. */
export interface EnvironmentFile {
  readonly path: string;
  readonly values: Environment;
}

/** What a run knows of its environment, and where it has it from. */
export interface EnvironmentReading {
  /** The real environment, and what it lacks from the files. */
  readonly values: Environment;
  readonly files: readonly EnvironmentFile[];
  readonly problems: readonly Problem[];
}

/** Reads one file of variables (`NAME=value` lines). */
export const readEnvironmentFile = (path: string): EnvironmentFile => ({ path, values: parse(readFileSync(path)) });

/**
 * The real environment, completed by `.env.<name>` (when `SMOKE_ENV=<name>`) and `.env`, in this order: what stands
 * first wins. `SMOKE_ENV` must name such a file or a target.
 */
export function readEnvironment(root: string, real: Environment): EnvironmentReading {
  const everywhere = existing(root, '.env');
  const name = { ...everywhere?.values, ...real }['SMOKE_ENV']?.trim() ?? '';
  const chosen = name === '' ? undefined : existing(root, `.env.${name}`);
  const files = [chosen, everywhere].filter((file) => file !== undefined);
  return {
    values: completed(real, ...files.map((file) => file.values)),
    files,
    problems: name === '' || chosen !== undefined || targetNames(root).includes(name) ? [] : [unknownName(root, name)],
  };
}

/** The first environment, with what it does not set taken from the others, nearest first. */
export const completed = (first: Environment, ...others: readonly Environment[]): Environment =>
  [first, ...others].reduceRight<Environment>((all, one) => ({ ...all, ...definedOnly(one) }), {});

const definedOnly = (environment: Environment): Environment =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined));

function existing(root: string, file: string): EnvironmentFile | undefined {
  const path = join(root, file);
  return existsSync(path) ? readEnvironmentFile(path) : undefined;
}

function unknownName(root: string, name: string): Problem {
  const files = readdirSync(root)
    .filter((file) => /^\.env\.(?!.*example$)/.test(file))
    .map((file) => file.slice('.env.'.length));
  const known = [...new Set([...files, ...targetNames(root)])].toSorted();
  return { where: 'SMOKE_ENV', wrong: `names neither a file .env.${name} nor a target. ${suggest(name, known)}` };
}

/** The variables that `.env.example`, `.env.<name>.example` know, set there or in a comment; undefined without such a file. */
export function knownVariables(root: string): string[] | undefined {
  const examples = readdirSync(root).filter((file) => /^\.env(\..+)?\.example$/.test(file));
  if (examples.length === 0) return undefined;
  const texts = examples.map((file) => readFileSync(join(root, file), 'utf8'));
  const names = texts.flatMap((text) =>
    [...text.matchAll(/^#?\s*([A-Z][A-Z0-9_]*)=/gm)].flatMap(([, name]) => name ?? []),
  );
  return [...new Set(names)];
}
