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
  readonly environment: string;
  readonly loopback: boolean;
  /** The id that the start's own answer gave, and the one that the environment names; equal ids prove that it is ours. */
  readonly answered: string | undefined;
  readonly named: string | undefined;
}

/** Which grants the run holds, and why the others are withheld. Pure. */
export interface GrantDecision {
  readonly held: readonly Grant[];
  /** One sentence for whatever is withheld. */
  readonly why: string;
}

/** Decides which grants hold for this instance. */
export function decideGrants(declared: readonly Grant[] | OwnInstanceGrants, instance: Instance): GrantDecision {
  if (!('kind' in declared)) return { held: declared, why: 'the target does not grant it' };
  if (!instance.loopback) {
    return { held: [], why: 'the target grants it on its own instance only, and this origin is not on loopback' };
  }
  if (instance.answered === undefined || instance.answered !== instance.named) {
    return { held: [], why: 'the target grants it on its own instance only, and what answers is not one that we know' };
  }
  return { held: declared.grants, why: 'the target does not grant it' };
}
