import type { Grant } from './env.js';

/** Grants that hold only for the instance that we started, or found on loopback by its instance id. */
export interface OwnInstanceGrants {
  readonly kind: 'own-instance';
  readonly grants: readonly Grant[];
}

/** Grants for a platform that exists to be tried: held on the own instance, withheld from any other deployment. */
export const ownInstance = (grants: readonly Grant[]): OwnInstanceGrants => ({ kind: 'own-instance', grants });

/** What a run knows when it asks which grants it holds. */
export interface Instance {
  /** What the environment is called: by the target, and by whoever started the run. */
  readonly environments: readonly string[];
  /** What whoever started the run permits by `SMOKE_GRANTS`, for this environment and no other. */
  readonly permitted: readonly Grant[];
  readonly loopback: boolean;
  /** The id that the start's own answer gave, and the one that the environment names; equal ids prove that it is ours. */
  readonly answered: string | undefined;
  readonly named: string | undefined;
  /** Addresses of the target that are none of that instance's. */
  readonly strangers: readonly string[];
}

/** Which grants the run holds, and why the others are withheld. Pure. */
export interface GrantDecision {
  readonly held: readonly Grant[];
  /** One sentence for whatever is withheld. */
  readonly why: string;
}

/** Decides which grants hold for this instance. */
export function decideGrants(declared: readonly Grant[] | OwnInstanceGrants, instance: Instance): GrantDecision {
  const doubt = 'kind' in declared ? doubtOf(instance) : undefined;
  if (doubt !== undefined) return { held: [], why: `the target grants it on its own instance only, and ${doubt}` };
  const stated = 'kind' in declared ? declared.grants : declared;
  const held = instance.environments.some(isProduction)
    ? stated.filter((grant) => instance.permitted.includes(grant))
    : stated;
  const why =
    held.length < stated.length
      ? 'production grants nothing that SMOKE_GRANTS does not name'
      : 'the target does not grant it';
  return { held, why };
}

/** Why an instance may not be the one that is ours to try; undefined when it is. */
function doubtOf({ loopback, answered, named, strangers }: Instance): string | undefined {
  if (!loopback) return 'this origin is not on loopback';
  if (answered === undefined || answered !== named) return 'what answers is not one that we know';
  return strangers.length === 0 ? undefined : `${strangers.join(', ')} is no address of that instance`;
}

const PRODUCTION = ['production', 'prod', 'prd', 'live'];

/** Whether an environment holds real people's data, by its name: `production`, `prod-eu`. */
export const isProduction = (environment: string): boolean =>
  environment
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => PRODUCTION.includes(word));
