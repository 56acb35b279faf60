import { z } from 'zod';
import { networkCodeOf } from '../clients/http-error.js';
import { addressOf, isLoopback, type Place, placeOf } from '../target/address.js';
import type { TargetDefinition } from '../target/define.js';
import { EnvValue, type Environment } from '../target/env.js';
import { readEnvironmentFile } from '../target/files.js';
import type { Instance } from '../target/grants.js';
import type { Target } from '../target/target.js';
import { CannotJudgeError } from './errors.js';

/** What a platform of our own says of itself once it has started. */
const readySchema = z.object({ instance: z.string().optional(), environmentFile: z.string().optional() });

export interface OwnPlatform {
  /** Where it answers, whatever has become of its services. */
  readonly ready: URL;
  readonly instance: string | undefined;
  /** The file in which it names its addresses and accounts. */
  readonly environmentFile: string | undefined;
}

/** Who it is, and what is its own, as far as grants depend on that. */
export function identify(
  { ready, instance: answered, environmentFile }: OwnPlatform,
  { origin, services }: Pick<Target, 'origin' | 'services'>,
  environment: Environment,
): Pick<Instance, 'loopback' | 'answered' | 'named' | 'strangers'> {
  const places = [placeOf(origin.href), ...Object.values(services).map(addressOf)].filter(
    (place) => place !== undefined,
  );
  const own = environmentFile === undefined ? undefined : placesIn(readEnvironmentFile(environmentFile).values);
  return {
    loopback: isLoopback(origin) && isLoopback(ready),
    answered,
    named: environment['SMOKE_INSTANCE'],
    strangers: [...new Set(places.map(printPlace))].filter((place) => own?.has(place) === false),
  };
}

const printPlace = ({ host, port }: Place): string => `${host}:${port}`;

const placesIn = (values: Environment): ReadonlySet<string> =>
  new Set(Object.values(values).flatMap((text = '') => [placeOf(text) ?? []].flat().map(printPlace)));

/** Milliseconds: it stands on this machine, and the runner has already waited for it. */
const PATIENCE = 5_000;

/** Where a platform of our own answers once it has started. */
export function readyAddress(definition: TargetDefinition, environment: Environment): URL | undefined {
  const ready = definition.start?.ready;
  if (!(ready instanceof EnvValue)) return ready;
  const read = ready.read(environment);
  return read.ok ? read.value : undefined;
}

/** Whether a platform of our own has started. */
export const stands = (ready: URL): Promise<boolean> =>
  fetch(ready, { signal: AbortSignal.timeout(PATIENCE) }).then(
    async ({ ok, body }) => {
      await body?.cancel();
      return ok;
    },
    () => false,
  );

/** Asks a platform of our own who it is. Throws `CannotJudgeError` when it does not answer. */
export async function meetOwnPlatform(ready: URL, command: string): Promise<OwnPlatform> {
  try {
    const answer = await fetch(ready, { signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(`it answers ${answer.status}`);
    const said = readySchema.safeParse(await answer.json().catch(() => ({})));
    return { ready, instance: said.data?.instance, environmentFile: said.data?.environmentFile };
  } catch (error) {
    const because = networkCodeOf(error) || (error instanceof Error ? error.message : String(error));
    throw new CannotJudgeError('SMOKE_NOT_STARTED', [
      `the platform is not ready at ${ready.href} (${because}): start it with \`${command}\``,
    ]);
  }
}
