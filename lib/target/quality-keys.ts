import { basename } from 'node:path';
import type { TargetDefinition } from './define.js';
import { type Environment, EnvValue } from './env.js';
import type { EnvironmentFile } from './files.js';
import type { Concern } from './quality.js';
import { isPlain } from './resolve.js';

/** Keys of the files that neither the target reads nor an example knows. Pure. */
export function unknownKeys(
  definition: TargetDefinition,
  files: readonly EnvironmentFile[],
  known: readonly string[],
): Concern[] {
  const read = new Set([...known, ...valuesIn(definition).map(({ variable }) => variable)]);
  return files.flatMap(({ path, values }) =>
    Object.keys(values)
      .filter((key) => !read.has(key))
      .map((key) => ({
        code: 'config.unknown-key',
        where: path,
        expected: 'variables that the target reads or .env.example knows',
        actual: `${key} in ${path}`,
        hint: 'a misspelling? What else reads it belongs into .env.example',
      })),
  );
}

/**
 * Keys that the target cannot do without and that only the real environment sets, so that the chosen file alone would
 * not do. Of secrets that is as it should be. Pure.
 */
export function missingKeys(
  definition: TargetDefinition,
  files: readonly EnvironmentFile[],
  known: readonly string[],
  real: Environment,
): Concern[] {
  const [chosen] = files;
  if (chosen === undefined) return [];
  const isMissing = (key: string): boolean =>
    known.includes(key) && real[key] !== undefined && files.every(({ values }) => values[key] === undefined);
  return needed(definition)
    .filter(isMissing)
    .map((key) => ({
      code: 'config.missing-key',
      where: chosen.path,
      expected: `${key} in ${basename(chosen.path)}, since the target needs it`,
      actual: 'only the real environment sets it',
      hint: `add it, so that ${basename(chosen.path)} alone says what is verified`,
    }));
}

/** The variables without which the target is not complete, but for the secret ones. */
const needed = (definition: TargetDefinition): string[] => [
  ...new Set(
    valuesIn(definition)
      .filter((value) => !value.secret && !value.read({}).ok)
      .map(({ variable }) => variable),
  ),
];

function valuesIn(stated: unknown): EnvValue<unknown>[] {
  if (stated instanceof EnvValue) return [stated];
  if (typeof stated !== 'object' || stated === null || !(Array.isArray(stated) || isPlain(stated))) return [];
  return Object.values(stated).flatMap(valuesIn);
}
