import { basename } from 'node:path';
import type { TargetDefinition } from '../target/define.js';
import { env, EnvValue, type Environment, type Grant, type Problem } from '../target/env.js';
import { completed, type EnvironmentFile } from '../target/files.js';
import { decideGrants, type GrantDecision } from '../target/grants.js';

const GRANTS_VALUE = env.grants('SMOKE_GRANTS');

/**
 * What whoever started the run permits by `SMOKE_GRANTS`. The file for all environments does not count: what was once written there for
 * one of them would be permitted in production as well.
 */
export function permittedIn({
  real,
  files,
}: {
  readonly real: Environment;
  readonly files: readonly EnvironmentFile[];
}): readonly Grant[] {
  const own = files.filter(({ path }) => basename(path) !== '.env').map(({ values }) => values);
  const read = GRANTS_VALUE.read(completed(real, ...own));
  return read.ok ? read.value : [];
}

/** A misspelt grant is told, also where the target does not read it. */
export function wrongGrants({ grants }: TargetDefinition, environment: Environment): Problem[] {
  const read = GRANTS_VALUE.read(environment);
  const isTold = grants instanceof EnvValue && grants.variable === GRANTS_VALUE.variable;
  return read.ok || isTold ? [] : [GRANTS_VALUE.problem(read.wrong)];
}

/** What an environment is called, by the target and by whoever started the run. */
export const namesOfEnvironment = ({ environment: stated }: TargetDefinition, environment: Environment): string[] =>
  [valueOf(stated, environment), environment['SMOKE_ENV']].filter((name) => name !== undefined);

/** The grants that a run would hold, provided that what we start is the platform that answers. */
export function expectedGrants(
  definition: TargetDefinition,
  { environment, real, files }: { readonly environment: Environment } & Parameters<typeof permittedIn>[0],
  ours: boolean,
): GrantDecision {
  const id = ours ? 'ours' : undefined;
  return decideGrants(valueOf(definition.grants, environment) ?? [], {
    environments: namesOfEnvironment(definition, environment),
    permitted: permittedIn({ real, files }),
    loopback: ours,
    answered: id,
    named: id,
    strangers: [],
  });
}

function valueOf<T>(setting: T | EnvValue<T>, environment: Environment): T | undefined {
  if (!(setting instanceof EnvValue)) return setting;
  const read = setting.read(environment);
  return read.ok ? read.value : undefined;
}
