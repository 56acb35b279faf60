import { join } from 'node:path';
import { HttpClient } from '../clients/http.js';
import { Ledger } from '../data/ledger.js';
import { removerFor } from '../data/removal.js';
import { createRunData, NO_RUN_DATA, type RunData } from '../data/run-data.js';
import { lockRun } from '../data/run-lock.js';
import { sweep } from '../data/sweep.js';
import { Guard } from '../guard/guard.js';
import { permitFor } from '../guard/permit.js';
import { Pins } from '../guard/pins.js';
import { judgeBuild, observeBuild } from '../probes/build.js';
import { lookAtAll } from '../probes/look.js';
import type { Environment } from '../target/env.js';
import { knownVariables } from '../target/files.js';
import { decideGrants } from '../target/grants.js';
import { pickedBy } from '../target/load.js';
import { judgeConfiguration } from '../target/quality.js';
import { namesOf } from '../target/hosts.js';
import { frontOf, serviceAt, type Target } from '../target/target.js';
import { type Configuration, readConfiguration, startsHere } from './configuration.js';
import { type RunContext, writeContext } from './context.js';
import { configurationError } from './errors.js';
import type { RunFolder } from './folder.js';
import { requireOwnNetwork } from './own-network.js';
import { identify, meetOwnPlatform, type OwnPlatform, readyAddress } from './own-platform.js';
import { permittedIn } from './permitted.js';
import { NOTHING_PREPARED, type Preparation, writePreparation } from './preparation.js';
import { awaitReadiness, type Round } from './readiness.js';
import { append } from './records.js';
import { userAgent } from './user-agent.js';

export interface PrepareOptions {
  readonly root: string;
  readonly runId: string;
  readonly folder: RunFolder;
  readonly real: Environment;
  /** Shows a person what is going on. */
  readonly say: (line: string) => void;
  /** Milliseconds since the epoch at which the runner began to start the platform. */
  readonly begun: number;
  /** Somebody watches, and may stop it to look. */
  readonly watched: boolean;
}

/** A run that may begin. */
export interface Prepared {
  readonly context: RunContext;
  readonly target: Target;
  /** With what a platform of our own provides. */
  readonly environment: Environment;
}

/** What is sound, so that a run may begin. */
export interface Sound {
  readonly configuration: Configuration;
  readonly target: Target;
  /** The platform, when it is ours. */
  readonly platform: OwnPlatform | undefined;
}

/**
 * Everything before the first check: reads the configuration, meets the platform, waits until it is ready, and writes
 * what the workers and the reporter need to know. Throws `CannotJudgeError` when nothing can be judged; a deployment that
 * is down is not such a case.
 */
export async function prepare(options: PrepareOptions): Promise<Prepared> {
  const { folder, say } = options;
  const sound = await readSound(options);
  const started = Date.now();
  const { target, configuration } = sound;
  const base = { ...contextOf(sound, options), addresses: await addressesOf(target) };
  say(`verifying ${target.name} (${target.environment}) at ${target.origin.origin}`);

  const http = clientFor(target, base);
  try {
    await sweepDeadRuns(base, target, http, say);
    const rounds = await readiness(sound, base, http, say);
    append(folder.observations, ...rounds.flatMap(({ observations }) => observations));
    const ready = Date.now();
    const data = await runData(base, target, http);
    writePreparation(folder.preparation, {
      ...statementsOf(options.root, target, configuration),
      build: {
        expected: expectedBuild(target, configuration) ?? null,
        seen: rounds.at(-1)?.build ?? null,
        image_tag: configuration.options.imageTag ?? null,
      },
      stages: {
        infra_deploy: sound.platform === undefined ? null : seconds(started - options.begun),
        service_deploy: seconds(ready - started),
        seed_data: seconds(Date.now() - ready),
      },
    });
    const deadline = options.watched ? null : new Date(Date.now() + target.timeouts.run).toISOString();
    const context = { ...base, data, deadline };
    writeContext(folder.context, context);
    return { context, target, environment: configuration.environment };
  } finally {
    await http.close();
  }
}

/** A client for what belongs to the run and to no check. */
export const clientFor = (
  target: Target,
  { run_id: runId, grants, addresses }: Pick<RunContext, 'run_id' | 'grants' | 'addresses'>,
): HttpClient =>
  new HttpClient({
    origin: target.origin,
    access: target.access,
    guard: new Guard(permitFor(target, grants), undefined, new Pins(addresses)),
    timeout: target.timeouts.request,
    userAgent: userAgent(runId),
    correlationId: runId,
    serviceAt: (url) => serviceAt(target, url),
  });

/** Behind a proxy of the target's own, that one looks names up. */
const addressesOf = async (target: Target): Promise<RunContext['addresses']> =>
  target.access?.proxy === undefined ? new Pins().learn(namesOf(target), target.timeouts.request) : {};

async function runData(context: RunContext, target: Target, http: HttpClient): Promise<RunData> {
  if (!context.grants.held.includes('writes')) return NO_RUN_DATA;
  lockRun(context.ledger_folder, context.run_id, target);
  return createRunData(target, http, new Ledger(context.ledger_folder, context.run_id, 'run'), context.run_id);
}

/** Removes what runs left behind that were killed. What cannot be removed now is tried again by the next. */
async function sweepDeadRuns(
  { ledger_folder: folder, grants }: RunContext,
  target: Target,
  http: HttpClient,
  say: (line: string) => void,
): Promise<void> {
  if (!grants.held.includes('writes')) return;
  for (const { runId, leftovers } of await sweep(folder, target, removerFor(target, http))) {
    const rest = leftovers.length === 0 ? '' : `; ${leftovers.length} things could not be removed`;
    say(`swept what run ${runId} left${rest}`);
  }
}

const seconds = (ms: number): number => Math.round(ms) / 1_000;

/** Meets the platform, when it is ours, reads the whole configuration, and sees that there is a way out. Throws `CannotJudgeError`. */
export async function readSound({ root, real }: Pick<PrepareOptions, 'root' | 'real'>): Promise<Sound> {
  const before = await readConfiguration(root, real, { beforeStart: true });
  if (before.problems.length > 0) throw configurationError(before.problems);
  const platform = await ownPlatform(before);
  const configuration = await readConfiguration(root, real, { environmentFile: platform?.environmentFile });
  if (configuration.target === undefined) throw configurationError(configuration.problems);
  await requireOwnNetwork(configuration.target);
  return { configuration, target: configuration.target, platform };
}

async function ownPlatform({ definition, environment }: Configuration): Promise<OwnPlatform | undefined> {
  if (definition === undefined || !startsHere(definition, environment)) return undefined;
  const ready = readyAddress(definition, environment);
  return ready === undefined ? undefined : meetOwnPlatform(ready, definition.start?.command ?? '');
}

const NOBODYS = { loopback: false, answered: undefined, named: undefined, strangers: [] } as const;

export function contextOf(
  { configuration, target, platform }: Sound,
  { root, runId, folder }: Pick<PrepareOptions, 'root' | 'runId' | 'folder'>,
): RunContext {
  const grants = decideGrants(target.grants ?? [], {
    environments: [target.environment, configuration.environment['SMOKE_ENV'] ?? ''],
    permitted: permittedIn(configuration),
    ...(platform === undefined ? NOBODYS : identify(platform, target, configuration.environment)),
  });
  return {
    run_id: runId,
    folder: folder.path,
    ledger_folder: configuration.options.ledgerFolder ?? join(root, 'reports', 'ledger'),
    target: configuration.choice.name,
    environment: target.environment,
    grants: { held: [...grants.held], why: grants.why },
    addresses: {},
    environment_file: platform?.environmentFile ?? null,
    keep: configuration.options.keep,
    deadline: null,
    data: NO_RUN_DATA,
  };
}

interface BuiltRound extends Round {
  readonly build: string | undefined;
}

export async function readiness(
  { target, configuration }: Sound,
  context: RunContext,
  http: HttpClient,
  say: (line: string) => void,
): Promise<readonly BuiltRound[]> {
  const may = { direct: context.grants.held.includes('direct') };
  const front = frontOf(target) ?? 'origin';
  const look = async (): Promise<BuiltRound> => {
    const [observations, facts] = await Promise.all([
      lookAtAll(target, { http, may }),
      target.build === undefined ? undefined : observeBuild(target.build, http),
    ]);
    const expected = expectedBuild(target, configuration);
    const findings = facts === undefined || expected === undefined ? [] : judgeBuild(facts, front, expected);
    return { observations, findings, build: facts?.build };
  };
  return awaitReadiness({
    look,
    grace: configuration.options.wait * 1_000,
    matters: (service) => service === front || target.services[service]?.critical === true,
    say,
  });
}

export const expectedBuild = (target: Target, { options }: Configuration): string | undefined =>
  options.expectBuild ?? target.build?.expect;

/** What the target states that the verdict depends on. */
export function statementsOf(
  root: string,
  target: Target,
  { definition, environment, real, choice, options, files, policy, knownIssues }: Configuration,
): Omit<Preparation, 'build' | 'stages'> {
  return {
    target: target.name,
    folder: choice.name,
    pickedBy: pickedBy(real),
    environment: target.environment,
    problems: [],
    nodes: [...target.nodes],
    findings:
      definition === undefined
        ? []
        : judgeConfiguration({ definition, target, environment, real, files, known: knownVariables(root) }),
    mustVerify: [...(target.mustVerify ?? [])],
    strict: options.strict,
    policy,
    knownIssues: [...knownIssues],
    budgets: Object.fromEntries(
      Object.entries(target.services).flatMap(([name, { budget }]) =>
        budget?.p95 === undefined ? [] : [[name, budget.p95]],
      ),
    ),
    profile: {
      url: target.profile?.url?.href ?? null,
      front: frontOf(target) ?? 'origin',
      slow_ms: target.profile?.slow ?? NOTHING_PREPARED.profile.slow_ms,
      routes: target.profile?.routes ?? {},
      budget: target.profile?.budget ?? {},
    },
    results_file: options.resultsFile ?? null,
  };
}
