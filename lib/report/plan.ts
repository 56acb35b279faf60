import type { CheckAbout } from '../run/check-notes.js';
import type { TargetDefinition } from '../target/define.js';
import { type Environment, EnvValue, type Grant } from '../target/env.js';
import { grouped } from '../verdict/canonical.js';
import { colours as pc } from './colours.js';

/** A check that a run would know. */
export interface PlannedCheck {
  readonly id: string;
  readonly about: CheckAbout;
}

/** What would become of it. */
export type Fate = 'runs' | 'withheld' | 'not applicable';

/** What a run would do. */
export interface Plan {
  readonly target: string;
  /** The platform is started by the run, when it does not stand already. */
  readonly starts: boolean;
  readonly grants: readonly Grant[];
  readonly checks: ReadonlyArray<
    PlannedCheck & { readonly fate: Fate; readonly because: string | null; readonly writes: boolean }
  >;
}

/** Works out what would become of each check, from what the target states alone. Pure. */
export function planOf(
  definition: TargetDefinition,
  checks: readonly PlannedCheck[],
  { ours, environment }: { readonly ours: boolean; readonly environment: Environment },
): Plan {
  const grants = grantsOf(definition, ours, environment);
  return {
    target: definition.name,
    starts: ours,
    grants,
    checks: checks.map((check) => {
      const missing = missingIn(definition, check.about);
      const withheld = check.about.grants.find((grant) => !grants.includes(grant));
      const writes = check.about.grants.includes('writes');
      if (missing !== undefined) return { ...check, fate: 'not applicable', because: missing, writes: false };
      if (withheld === undefined) return { ...check, fate: 'runs', because: null, writes };
      return { ...check, fate: 'withheld', because: `needs the grant \`${withheld}\``, writes: false };
    }),
  };
}

function grantsOf({ grants }: TargetDefinition, ours: boolean, environment: Environment): readonly Grant[] {
  if (grants === undefined) return [];
  if (grants instanceof EnvValue) {
    const read = grants.read(environment);
    return read.ok ? read.value : [];
  }
  if ('kind' in grants) return ours ? grants.grants : [];
  return grants;
}

function missingIn({ capabilities = {}, accounts = {} }: TargetDefinition, about: CheckAbout): string | undefined {
  const capability = about.needs.find((need) => capabilities[need] === undefined);
  if (capability !== undefined) return `no \`${capability}\` is declared`;
  const role = about.accounts.find((account) => accounts[account] === undefined);
  return role === undefined ? undefined : `there is no account \`${role}\``;
}

/** A plan for a terminal: by level and area, then what is withheld and why. */
export function printPlan({ target, starts, grants, checks }: Plan): string {
  const running = checks.filter(({ fate }) => fate === 'runs');
  const writing = running.filter(({ writes }) => writes);
  const groups = [...grouped([...checks], ({ about }) => `level ${about.level}  ${about.area}`)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const width = Math.max(0, ...groups.map(([name]) => name.length));
  return [
    `${pc.bold(target)}${starts ? ', which is started when it does not stand already' : ''}`,
    `grants: ${grants.length === 0 ? 'none: nothing is written' : grants.join(', ')}`,
    '',
    ...groups.map(([name, of]) => `${name.padEnd(width)}  ${told(of.map(({ fate }) => fate))}`),
    '',
    `${running.length} checks run; ${writing.length} of them create data through the public API, and remove it`,
    ...reasons(checks, 'withheld'),
    ...reasons(checks, 'not applicable'),
  ].join('\n');
}

const told = (fates: readonly Fate[]): string =>
  (['runs', 'withheld', 'not applicable'] as const)
    .map((fate) => [fates.filter((each) => each === fate).length, fate] as const)
    .filter(([count]) => count > 0)
    .map(([count, fate]) => `${count} ${count > 1 && fate === 'runs' ? 'run' : fate}`)
    .join(', ');

function reasons(checks: Plan['checks'], fate: Fate): string[] {
  const because = grouped(
    checks.filter((check) => check.fate === fate),
    (check) => check.because ?? '',
  );
  return [...because].map(([reason, of]) => `${of.length} ${fate}: ${reason}`);
}
