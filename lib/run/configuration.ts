import { isLoopback } from '../target/address.js';
import type { TargetDefinition } from '../target/define.js';
import { EnvValue, type Environment, type Problem } from '../target/env.js';
import { completed, type EnvironmentFile, readEnvironment, readEnvironmentFile } from '../target/files.js';
import { type Choice, chooseTarget, loadDefinition } from '../target/load.js';
import { parseTarget } from '../target/parse.js';
import type { Target } from '../target/target.js';
import type { KnownIssue } from '../verdict/evidence.js';
import { loadPolicy, type Policy } from '../verdict/policy.js';
import { type RunOptions, readOptions } from './options.js';
import { wrongGrants } from './permitted.js';
import { knownIssuesIn, policyIn } from './target-folder.js';

/** All that a run is told before it does anything. */
export interface Configuration {
  readonly choice: Choice;
  readonly environment: Environment;
  /** The part of it that no file had to fill. */
  readonly real: Environment;
  readonly files: readonly EnvironmentFile[];
  readonly options: RunOptions;
  /** The target as its author states it; missing when it cannot be loaded. */
  readonly definition: TargetDefinition | undefined;
  /** The target with every value filled in; missing when there are problems, or values that only the start will give. */
  readonly target: Target | undefined;
  /** How the verdict is reached; the default where the one that was chosen cannot be read. */
  readonly policy: Policy;
  /** What must not move the verdict for the time being. */
  readonly knownIssues: readonly KnownIssue[];
  /** Everything that is wrong, together. */
  readonly problems: readonly Problem[];
}

interface ReadOptions {
  /** The platform that is ours to start has not started: what it will provide is not missing yet. */
  readonly beforeStart?: boolean;
  /** The file in which the started platform names its addresses and accounts. */
  readonly environmentFile?: string | undefined;
  /** The target that this process was already told; else it is chosen by the environment. */
  readonly target?: string;
}

const DEFAULT_POLICY = 'default';

/** Reads everything that a run is told. Never throws for what a person may have written wrongly. */
export async function readConfiguration(
  root: string,
  real: Environment,
  { beforeStart = false, environmentFile, target: told }: ReadOptions = {},
): Promise<Configuration> {
  const reading = readEnvironment(root, real);
  const provided = environmentFile === undefined ? [] : [readEnvironmentFile(environmentFile).values];
  const environment = completed(reading.values, ...provided);
  const choice = told === undefined ? chooseTarget(root, environment) : { name: told, byDefault: false };
  const { options, problems: inOptions } = readOptions(environment);
  const loaded = await loadDefinition(root, choice.name);
  const folder = { root, name: choice.name };
  const chosen =
    options.policy === undefined
      ? policyIn(folder, (loaded.ok ? loaded.definition.policy : undefined) ?? DEFAULT_POLICY, 'policy')
      : policyIn(folder, options.policy, 'SMOKE_POLICY');
  const before = [...reading.problems, ...inOptions, ...chosen.problems];
  const policy = chosen.policy ?? loadPolicy(DEFAULT_POLICY);
  const all = { choice, environment, real, files: reading.files, options, policy };
  if (!loaded.ok)
    return {
      ...all,
      definition: undefined,
      target: undefined,
      knownIssues: [],
      problems: [...before, ...loaded.problems],
    };

  const { definition } = loaded;
  // An origin that cannot be read is wrong by itself; what the start provides is not missing because of it.
  const ours =
    startsHere(definition, environment) || (definition.start !== undefined && !originOf(definition, environment));
  const parsed = parseTarget(definition, environment, { beforeStart: beforeStart && ours });
  const known = knownIssuesIn(folder, Object.keys(definition.services), dayOf(real));
  const problems = [
    ...before,
    ...(parsed.ok ? [] : parsed.problems),
    ...known.problems,
    ...strayOrigin(choice, definition, environment),
    ...wrongGrants(definition, environment),
    ...(options.expectBuild === undefined ? [] : untoldBuild(definition, environment)),
  ];
  const target = parsed.ok && problems.length === 0 ? parsed.target : undefined;
  return { ...all, definition, problems, target, knownIssues: known.issues };
}

// What the set-up admits must not expire at midnight, in the middle of the run.
const dayOf = (real: Environment): Date => new Date(Number(real['SMOKE_RUN_BEGUN']) || Date.now());

/** Whether the platform is ours to start: it says how, and its origin is on this machine. */
export function startsHere(definition: TargetDefinition, environment: Environment): boolean {
  const origin = originOf(definition, environment);
  return definition.start !== undefined && origin !== undefined && isLoopback(origin);
}

function originOf({ origin }: TargetDefinition, environment: Environment): URL | undefined {
  if (!(origin instanceof EnvValue)) return origin;
  const read = origin.read(environment);
  return read.ok ? read.value : undefined;
}

/** An address without a target would be verified as what it is not. */
function strayOrigin(choice: Choice, definition: TargetDefinition, environment: Environment): Problem[] {
  const origin = originOf(definition, environment);
  if (!choice.byDefault || origin === undefined || isLoopback(origin)) return [];
  return [
    {
      where: 'SMOKE_ORIGIN',
      wrong: `is ${origin.host}, but no target says what stands there: "${choice.name}" is a platform on this machine`,
      example: 'SMOKE_TARGET=staging, or a folder of your own in targets/',
    },
  ];
}

/** A build that is expected of a deployment which does not tell its own would never be looked for. */
function untoldBuild({ name, build }: TargetDefinition, environment: Environment): Problem[] {
  const path = build?.path;
  const read = path instanceof EnvValue ? path.read(environment) : { ok: true, value: path };
  if (!read.ok || read.value !== undefined) return [];
  const wrong = 'is set, but the target does not say where its build is told';
  const example = `build: { path: '/version', field: 'build' } in targets/${name}/target.ts`;
  return [{ example, ...(path instanceof EnvValue ? path.problem(wrong) : { wrong }), where: 'SMOKE_EXPECT_BUILD' }];
}
