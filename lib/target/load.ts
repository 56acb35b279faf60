import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { TargetDefinition } from './define.js';
import { type Environment, EnvValue, type Problem } from './env.js';
import { suggest } from './nearest.js';

/** The target that is verified when none is named. */
export const DEFAULT_TARGET = 'reference';

/** Which target a run is about. */
export interface Choice {
  readonly name: string;
  /** Nobody named it: it is merely the default. */
  readonly byDefault: boolean;
}

export type Loaded =
  | { readonly ok: true; readonly definition: TargetDefinition }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The names of the folders in `targets/` that hold a `target.ts`. */
export function targetNames(root: string): string[] {
  const folder = join(root, 'targets');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(definitionFile(root, name)))
    .toSorted();
}

/** `SMOKE_TARGET` when it is set, else the folder named like `SMOKE_ENV` when there is one, else the default. */
export function chooseTarget(root: string, environment: Environment): Choice {
  const named = environment['SMOKE_TARGET']?.trim();
  if (named) return { name: named, byDefault: false };
  const environmentName = environment['SMOKE_ENV']?.trim();
  if (environmentName && targetNames(root).includes(environmentName))
    return { name: environmentName, byDefault: false };
  return { name: DEFAULT_TARGET, byDefault: true };
}

/** The variables that picked the target, as one types them before a command to pick it again; nothing for the default one. */
export const pickedBy = (real: Environment): string =>
  ['SMOKE_ENV', 'SMOKE_TARGET']
    .flatMap((variable) => {
      const value = real[variable]?.trim() ?? '';
      return /^[\w.-]+$/.test(value) ? [`${variable}=${value}`] : [];
    })
    .join(' ');

// Only what every reader relies on; the rest is typed where it is written and checked by `parseTarget`.
const isDefinition = (value: unknown): value is TargetDefinition => definitionShape.safeParse(value).success;
const definitionShape = z.object({
  name: z.string(),
  environment: z.union([z.string(), z.instanceof(EnvValue)]),
  origin: z.union([z.instanceof(URL), z.instanceof(EnvValue)]),
  services: z.record(z.string(), z.looseObject({ kind: z.string() })),
});

const refuse = (wrong: string): Loaded => ({ ok: false, problems: [{ where: 'target', wrong }] });

/** Imports `targets/<name>/target.ts`. Never throws: an unknown name or a broken file is a problem. */
export async function loadDefinition(root: string, name: string): Promise<Loaded> {
  if (!targetNames(root).includes(name)) {
    return {
      ok: false,
      problems: [{ where: 'SMOKE_TARGET', wrong: `names no target: "${name}". ${suggest(name, targetNames(root))}` }],
    };
  }
  try {
    const loaded: unknown = await import(pathToFileURL(definitionFile(root, name)).href);
    const definition = z.object({ default: z.unknown() }).parse(loaded).default;
    return isDefinition(definition)
      ? { ok: true, definition }
      : refuse(
          `targets/${name}/target.ts must end with: export default defineTarget({ name, environment, origin, services })`,
        );
  } catch (error) {
    return refuse(
      `targets/${name}/target.ts cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

const definitionFile = (root: string, name: string): string => join(root, 'targets', name, 'target.ts');
