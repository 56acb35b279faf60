import { secretsOf } from '../lib/redact/secrets-of.js';
import { gatherDetails } from '../lib/report/incident-details.js';
import { recordOfLook, recordWithheld } from '../lib/report/look-record.js';
import { judgeProbe } from '../lib/report/probe-results.js';
import { CannotJudgeError } from '../lib/run/errors.js';
import { newRunId } from '../lib/run/folder.js';
import { servicesBehind, withhold } from '../lib/run/gate.js';
import { type ProbeRun, probeRun } from '../lib/run/probe-run.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { type ListedCheck, listChecks } from './listing.js';
import type { OwnPlatform } from './own-platform.js';
import { type RunArguments, selectionOptions, variablesFor } from './selection.js';
import { settle } from './settle.js';

/** Milliseconds after which a deployment that has not answered everything is likely to be down: the time to get ready for that. */
const SUSPICIOUS = 800;

/** The project that guards the others; it has nothing to guard when they have not run. */
const UMBRELLA = 'smoke';

/**
 * Looks at the deployment before the runner is started. When a critical service is down the answer is known, and is given
 * at once, with everything that a run leaves: the exit code. Undefined when the checks have to say.
 */
export async function firstLook(asked: RunArguments, platform: OwnPlatform | undefined): Promise<number | undefined> {
  const startedAt = new Date();
  const runId = newRunId(startedAt);
  const variables = variablesFor(asked);
  let list: Promise<ListedCheck[]> | undefined;
  const listed = (): Promise<ListedCheck[]> => (list ??= listChecks(selectionOptions(asked), variables));
  // A look that takes its time may take all of it; what will be needed then is made meanwhile.
  const suspicion = setTimeout(() => void listed().catch(() => undefined), SUSPICIOUS);
  const probed = await probeUnlessAbsent(runId, { ...processEnvironment(), ...variables }).finally(() =>
    clearTimeout(suspicion),
  );
  if (probed === undefined) return undefined;
  const { incidents, checks } = judgeProbe(probed, runId, startedAt);
  const down = incidents.find(({ kind, critical, suspected }) => kind === 'service' && critical && !suspected);
  if (down === undefined) return undefined;

  console.log(`firstlight  ${down.root} is down: the checks are not begun (--keep-going begins them)`);
  const { preparation, observations, samples } = probed;
  const { target, configuration } = probed.sound;
  const told = gatherDetails(incidents, checks, { ...target, environment: configuration.environment });
  const looks = probed.looked.map(recordOfLook);
  const rest = (await listed()).filter(
    ({ id, project }) => project !== UMBRELLA && !looks.some((look) => look.id === id),
  );
  return settle({
    runId,
    startedAt,
    preparation: {
      ...preparation,
      stages: { ...preparation.stages, infra_deploy: platform === undefined ? null : platform.took / 1_000 },
    },
    records: [...looks, ...rest.map((check) => notBegun(check, down.root, probed))],
    observations,
    samples,
    details: await told,
    options: configuration.options,
    secrets: secretsOf(target),
  });
}

/** What the probe saw; nothing when the runner has to start the platform first, or to say what is wrong with what it is told. */
async function probeUnlessAbsent(runId: string, real: NodeJS.ProcessEnv): Promise<ProbeRun | undefined> {
  try {
    return await probeRun({ root: ROOT, real, runId, say: (line) => console.log(`firstlight  ${line}`) });
  } catch (error) {
    if (error instanceof CannotJudgeError) return undefined;
    throw error;
  }
}

function notBegun({ about, ...check }: ListedCheck, root: string, { sound, grants, observations }: ProbeRun) {
  const withheld = withhold(about, sound.target, grants, observations) ?? {
    outcome: 'blocked' as const,
    by: root,
    reason: `not begun: ${root} is down, and with that the verdict is clear`,
  };
  return recordWithheld({ ...check, about, services: servicesBehind(about, sound.target), withheld });
}
