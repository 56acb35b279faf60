import { z } from 'zod';
import { networkCodeOf } from '../clients/http-error.js';
import type { TargetDefinition } from '../target/define.js';
import { EnvValue, type Environment } from '../target/env.js';
import { CannotJudgeError } from './errors.js';

/** What a platform of our own says of itself once it has started. */
const readySchema = z.object({ instance: z.string().optional(), environmentFile: z.string().optional() });

export interface OwnPlatform {
  readonly instance: string | undefined;
  /** The file in which it names its addresses and accounts. */
  readonly environmentFile: string | undefined;
}

/** Milliseconds: it stands on this machine, and the runner has already waited for it. */
const PATIENCE = 5_000;

/** Where a platform of our own answers once it has started. */
export function readyAddress(definition: TargetDefinition, environment: Environment): URL | undefined {
  const ready = definition.start?.ready;
  if (!(ready instanceof EnvValue)) return ready;
  const read = ready.read(environment);
  return read.ok ? read.value : undefined;
}

/** Asks a platform of our own who it is. Throws `CannotJudgeError` when it does not answer. */
export async function meetOwnPlatform(ready: URL, command: string): Promise<OwnPlatform> {
  try {
    const answer = await fetch(ready, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    const said = readySchema.safeParse(await answer.json().catch(() => ({})));
    return { instance: said.data?.instance, environmentFile: said.data?.environmentFile };
  } catch (error) {
    const because = networkCodeOf(error) || (error instanceof Error ? error.message : String(error));
    throw new CannotJudgeError('SMOKE_NOT_STARTED', [
      `the platform is not ready at ${ready.href} (${because}): start it with \`${command}\``,
    ]);
  }
}
