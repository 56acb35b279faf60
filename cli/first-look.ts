import { relative } from 'node:path';
import { Redactor } from '../lib/redact/redactor.js';
import { scrubRun } from '../lib/redact/scrub-run.js';
import { secretsOf } from '../lib/redact/secrets-of.js';
import { conclude } from '../lib/report/conclude.js';
import { gatherDetails } from '../lib/report/incident-details.js';
import { recordOfLook, recordWithheld } from '../lib/report/look-record.js';
import { judgeProbe } from '../lib/report/probe-results.js';
import { printSummary } from '../lib/report/summary.js';
import { CannotJudgeError } from '../lib/run/errors.js';
import { createFolder, newRunId, runFolder } from '../lib/run/folder.js';
import { servicesBehind, withhold } from '../lib/run/gate.js';
import { writePreparation } from '../lib/run/preparation.js';
import { type ProbeRun, probeRun } from '../lib/run/probe-run.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { append } from '../lib/run/records.js';
import { ROOT } from '../lib/run/root.js';
import { type ListedCheck, listChecks } from './listing.js';
import { type RunArguments, selectionOptions, variablesFor } from './selection.js';

/** Milliseconds after which a deployment that has not answered everything is likely to be down: the time to get ready for that. */
const SUSPICIOUS = 800;

/** The project that guards the others; it has nothing to guard when they have not run. */
const UMBRELLA = 'smoke';

/**
 * Looks at the deployment before the runner is started. When a critical service is down the answer is known, and is given
 * at once, with everything that a run leaves: the exit code. Undefined when the checks have to say.
 */
export async function firstLook(asked: RunArguments): Promise<number | undefined> {
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
  const { target, configuration } = probed.sound;
  const told = gatherDetails(incidents, checks, { ...target, environment: configuration.environment });
  const folder = runFolder(ROOT, runId);
  createFolder(folder);
  writePreparation(folder.preparation, probed.preparation);
  for (const look of probed.observations) append(folder.observations, look);
  for (const sample of probed.samples) append(folder.samples, sample);
  const looks = probed.looked.map(recordOfLook);
  const rest = (await listed()).filter(
    ({ id, project }) => project !== UMBRELLA && !looks.some((look) => look.id === id),
  );
  const secrets = secretsOf(target);
  const results = await conclude({
    root: ROOT,
    folder,
    records: [...looks, ...rest.map((check) => notBegun(check, down.root, probed))],
    errors: [],
    selection: 'full',
    shard: null,
    startedAt,
    interrupted: false,
    runnerPassed: false,
    details: await told,
    options: configuration.options,
    redactor: new Redactor(secrets),
  });
  await scrubRun(folder, secrets);
  console.log(printSummary(results, { folder: relative(process.cwd(), folder.path) }));
  return results.exit_code;
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
