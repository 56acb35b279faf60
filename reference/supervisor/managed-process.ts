import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import * as z from 'zod';
import type { ProcessName } from '../kernel/names.js';
import { familyOf, findProcess, signal } from './process-table.js';
import { until } from './until.js';

export type ProcessState = 'running' | 'stopped' | 'paused' | 'exited';

/** How to run one process of the platform. */
export interface ProcessPlan {
  readonly name: ProcessName;
  readonly kind: 'service' | 'database' | 'cache' | 'storage';
  readonly address: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly user?: { readonly uid: number; readonly gid: number };
  /** Written to its standard input, for what must not be seen in a process list. */
  readonly input?: string;
  readonly stopSignal: NodeJS.Signals;
  /** For when the supervisor is gone and nobody will wait. */
  readonly abandonSignal: 'SIGTERM' | 'SIGQUIT';
  /** Whether it has a message channel to us. */
  readonly talks: boolean;
  /** It answers at all. */
  isUp(): Promise<boolean>;
  /** It can do its work, for which it may need others. */
  isReady(): Promise<boolean>;
}

const STOP_TIMEOUT_MS = 4_000;
const SIGNAL_TIMEOUT_MS = 1_000;
const ACKNOWLEDGE_TIMEOUT_MS = 5_000;

const acknowledgement = z.object({ type: z.literal('faults-applied'), active: z.array(z.string()) });

export class ManagedProcess {
  #child: ChildProcess | undefined;
  #state: ProcessState = 'stopped';
  #launchedAt = 0;
  #readyMs: number | undefined;

  constructor(
    readonly plan: ProcessPlan,
    readonly logFile: string,
    private readonly changed: (process: ManagedProcess) => void,
  ) {}

  get name(): ProcessName {
    return this.plan.name;
  }

  get state(): ProcessState {
    return this.#state;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** From the start of the process until it was ready, once it was. */
  get readyMs(): number | undefined {
    return this.#readyMs;
  }

  /** Starts it; it may not be ready yet. */
  launch(env: Readonly<Record<string, string>> = {}): void {
    const { command, args, cwd, user, input, talks } = this.plan;
    const log = openSync(this.logFile, 'a', 0o600);
    const child = spawn(command, [...args], {
      cwd,
      ...user,
      env: { ...this.plan.env, ...env },
      // A session of its own: Ctrl-C reaches only the supervisor, which ends everything in order.
      detached: true,
      stdio: [input === undefined ? 'ignore' : 'pipe', log, log, ...(talks ? (['ipc'] as const) : [])],
    });
    closeSync(log);
    this.#child = child;
    this.#launchedAt = performance.now();
    this.#readyMs = undefined;
    child.once('error', () => this.#ended(child));
    child.once('exit', () => this.#ended(child));
    child.stdin?.on('error', () => undefined).end(input);
    this.#become('running');
  }

  /** Resolves with whether it became ready; false at once when it has ended. */
  async becomesReady(timeoutMs: number): Promise<boolean> {
    if (!(await this.#reaches(() => this.plan.isReady(), timeoutMs))) return false;
    this.#readyMs = Math.round(performance.now() - this.#launchedAt);
    return true;
  }

  /** Resolves with whether it answers; false at once when it has ended. */
  comesUp(timeoutMs: number): Promise<boolean> {
    return this.#reaches(() => this.plan.isUp(), timeoutMs);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child?.pid) return;
    const { pid } = child;
    const family = familyOf(pid);
    this.#state = 'stopped';
    signal(pid, this.plan.stopSignal);
    for (const member of family) signal(member, 'SIGCONT');
    if (!(await until(() => this.#child !== child, STOP_TIMEOUT_MS))) {
      for (const member of familyOf(pid)) signal(member, 'SIGKILL');
      await until(() => this.#child !== child, SIGNAL_TIMEOUT_MS);
    }
    this.#become('stopped');
  }

  /** Stops the clock of the process and of everything below it. */
  async pause(): Promise<void> {
    if (this.#state !== 'running') return;
    // The parent first, so that it cannot start another child meanwhile.
    await this.#signalFamily('SIGSTOP', (state) => state === 'T');
    this.#become('paused');
  }

  async resume(): Promise<void> {
    if (this.#state !== 'paused') return;
    await this.#signalFamily('SIGCONT', (state) => state !== 'T');
    this.#become('running');
  }

  /**
   * Resolves when the process has put exactly these faults in force; at once for one that does not run, which is told
   * when it runs again. Throws when it runs and does not acknowledge them: whoever asked would take a fault to be on
   * that is not.
   */
  async sendFaults(active: readonly string[], timeoutMs: number = ACKNOWLEDGE_TIMEOUT_MS): Promise<void> {
    const child = this.#child;
    if (!this.plan.talks || !child || this.#state !== 'running') return;
    const what = active.length === 0 ? 'the end of all faults' : `the faults ${active.join(', ')}`;
    if (!child.connected) throw new Error(`${this.name} cannot be told ${what}: it no longer listens.`);
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string): void =>
        end(() => reject(new Error(`${this.name} did not acknowledge ${what}: ${why}.`)));
      const timer = setTimeout(() => fail(`not within ${timeoutMs} ms`), timeoutMs);
      const gone = (): void => fail('it ended');
      const listen = (message: unknown): void => {
        const parsed = acknowledgement.safeParse(message);
        if (parsed.success && parsed.data.active.join() === active.join()) end(resolve);
      };
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        child.off('message', listen).off('exit', gone);
        settle();
      };
      child.on('message', listen).once('exit', gone);
      child.send({ type: 'faults', active }, (error) => {
        if (error) fail(error.message);
      });
    });
  }

  async #reaches(goal: () => Promise<boolean>, timeoutMs: number): Promise<boolean> {
    let reached = false;
    await until(async () => {
      reached = this.#state === 'running' && (await goal());
      return reached || this.#state !== 'running';
    }, timeoutMs);
    return reached;
  }

  async #signalFamily(name: NodeJS.Signals, reached: (state: string) => boolean): Promise<void> {
    const { pid } = this;
    if (!pid) return;
    signal(pid, name);
    const family = familyOf(pid);
    for (const member of family) signal(member, name);
    const obeyed = (member: number): boolean => {
      const state = findProcess(member)?.state;
      return state === undefined || reached(state);
    };
    await until(() => family.every(obeyed), SIGNAL_TIMEOUT_MS);
  }

  #ended(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    this.#become(this.#state === 'stopped' ? 'stopped' : 'exited');
  }

  #become(state: ProcessState): void {
    this.#state = state;
    this.changed(this);
  }
}
