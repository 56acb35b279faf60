import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfiguration, startsHere } from '../lib/run/configuration.js';
import { CannotJudgeError } from '../lib/run/errors.js';
import { readyAddress, stands } from '../lib/run/own-platform.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { ENDING } from './runner.js';

/** A platform of our own that this process has started. */
export interface OwnPlatform {
  /** Milliseconds that the start took. */
  readonly took: number;
  /** Ends it, and waits until it has ended. */
  readonly stop: () => Promise<void>;
}

/** Milliseconds between two looks at whether it stands. */
const STEP = 100;

/** Milliseconds to become ready, where the target states none. */
const START_LIMIT = 60_000;

/** Milliseconds to end in order. */
const STOP_LIMIT = 10_000;

/**
 * Starts the platform when it is ours to start and does not stand yet. Undefined when there is nothing to start, or something
 * is wrong with what the run is told, which is for others to say. Throws `CannotJudgeError` when it does not come up.
 */
export async function startOwnPlatform(variables: Readonly<Record<string, string>>): Promise<OwnPlatform | undefined> {
  const real = { ...processEnvironment(), ...variables };
  const { definition, environment, options, problems } = await readConfiguration(ROOT, real, { beforeStart: true });
  if (definition?.start === undefined || problems.length > 0 || !startsHere(definition, environment)) return undefined;
  const ready = readyAddress(definition, environment);
  if (ready === undefined || (await stands(ready))) return undefined;

  const { command, timeout = START_LIMIT } = definition.start;
  console.log(`firstlight  ${definition.name} is started`);
  const begun = performance.now();
  const child = spawn(command, {
    cwd: ROOT,
    env: real,
    shell: true,
    // A group of its own: what the shell starts ends with it, and a Ctrl-C of the terminal does not end it before the run.
    detached: true,
    stdio: ['ignore', options.verbose ? 'inherit' : 'ignore', 'inherit'],
  });
  const stop = (): Promise<void> => endGroup(child);
  try {
    await endingWith(stop, () => untilReady(child, ready, command, timeout));
  } catch (error) {
    await stop();
    throw error;
  }
  return { took: performance.now() - begun, stop };
}

/** Does the work; when somebody ends the run meanwhile, stops what was started, and then this process. */
export async function endingWith<T>(stop: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  const end = (): void => void stop().finally(() => process.exit(2));
  for (const signal of ENDING) process.once(signal, end);
  try {
    return await work();
  } finally {
    for (const signal of ENDING) process.off(signal, end);
  }
}

async function untilReady(child: ChildProcess, ready: URL, command: string, limit: number): Promise<void> {
  const failed = new AbortController();
  child.once('exit', (code) => failed.abort(`it ended with exit code ${code}`));
  child.once('error', (error) => failed.abort(error.message));
  const deadline = performance.now() + limit;
  while (!(await stands(ready))) {
    if (failed.signal.aborted) throw notStarted(command, String(failed.signal.reason));
    if (performance.now() > deadline) throw notStarted(command, `${ready.href} has not answered for ${limit} ms`);
    await pause(STEP);
  }
}

const notStarted = (command: string, why: string): CannotJudgeError =>
  new CannotJudgeError('SMOKE_NOT_STARTED', [
    `the platform that we start did not start (${why}): see what \`${command}\` printed above (SMOKE_NOT_STARTED)`,
  ]);

/** The shell ends before what it has started: the group is what has to be gone. */
async function endGroup({ pid }: ChildProcess): Promise<void> {
  if (pid === undefined || !signalGroup(pid, 'SIGTERM')) return;
  const deadline = performance.now() + STOP_LIMIT;
  while (signalGroup(pid, 0)) {
    if (performance.now() > deadline) signalGroup(pid, 'SIGKILL');
    await pause(STEP);
  }
}

/** Whether there was anything to signal. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    return false;
  }
}
