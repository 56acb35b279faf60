import { observeBuild } from '../probes/build.js';
import type { Environment } from '../target/env.js';
import { runFolder } from './folder.js';
import { lookChecks } from './look-checks.js';
import type { Preparation } from './preparation.js';
import { clientFor, contextOf, expectedBuild, readiness, readSound, type Sound, statementsOf } from './prepare.js';
import { type Probed, probe } from './probe.js';

export interface ProbeRunOptions {
  readonly root: string;
  readonly real: Environment;
  readonly runId: string;
  readonly say: (line: string) => void;
}

/** A deployment that has been probed, with all that a verdict on it rests on. */
export interface ProbeRun extends Probed {
  readonly sound: Sound;
  readonly preparation: Preparation;
  readonly grants: ReturnType<typeof contextOf>['grants'];
}

/**
 * Reads what a run is told, waits for the deployment when asked to, and probes it. It writes nothing, here or there.
 * Throws `CannotJudgeError` when nothing can be judged.
 */
export async function probeRun({ root, real, runId, say }: ProbeRunOptions): Promise<ProbeRun> {
  const sound = await readSound({ root, real });
  const { target, configuration } = sound;
  const context = contextOf(sound, { root, runId, folder: runFolder(root, runId) });
  const grants = { ...context.grants, held: [...context.grants.held] };
  const http = clientFor(target, context);
  const begun = performance.now();
  try {
    if (configuration.options.wait > 0) await readiness(sound, context, http, say);
    const expectBuild = expectedBuild(target, configuration);
    const [probed, build] = await Promise.all([
      probe({ checks: checksOf(sound), target, grants, http, runId, expectBuild }),
      target.build === undefined ? undefined : observeBuild(target.build, http),
    ]);
    const { imageTag } = configuration.options;
    const preparation: Preparation = {
      ...statementsOf(root, target, configuration),
      build: { expected: expectBuild ?? null, seen: build?.build ?? null, image_tag: imageTag ?? null },
      stages: { infra_deploy: null, service_deploy: (performance.now() - begun) / 1_000, seed_data: null },
    };
    return { ...probed, sound, preparation, grants };
  } finally {
    await http.close();
  }
}

const checksOf = ({ configuration: { definition } }: Sound) => (definition === undefined ? [] : lookChecks(definition));
