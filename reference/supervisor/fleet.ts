import { join } from 'node:path';
import type { ProcessName } from '../kernel/names.js';
import { type Home, recordProcesses } from './home.js';
import { ManagedProcess, type ProcessPlan } from './managed-process.js';
import { until } from './until.js';
import { startWatchdog } from './watchdog.js';

/** All processes of the platform, in the order of their dependencies. */
export class Fleet {
  readonly processes: readonly ManagedProcess[];
  readonly #watchdog = startWatchdog();

  constructor(
    plans: readonly ProcessPlan[],
    private readonly home: Home,
    /** Called when a process has ended that nobody had stopped. */
    private readonly lost: (process: ManagedProcess) => void,
  ) {
    this.processes = plans.map(
      (plan) => new ManagedProcess(plan, join(home.logs, `${plan.name}.log`), (process) => this.#note(process)),
    );
  }

  find(name: string): ManagedProcess | undefined {
    return this.processes.find((process) => process.name === name);
  }

  get(name: ProcessName): ManagedProcess {
    const process = this.find(name);
    if (!process) throw new Error(`There is no process called ${name}.`);
    return process;
  }

  get allRun(): boolean {
    return this.processes.every((process) => process.state === 'running');
  }

  /** Waits until all are ready, unless one of them is kept from it or ends. */
  async settle(timeoutMs: number): Promise<void> {
    await until(async () => !this.allRun || (await this.#allReady()), timeoutMs);
  }

  /** Ends what depends on others before what the others depend on. */
  async stop(): Promise<void> {
    for (const process of this.processes.toReversed()) await process.stop();
    this.#watchdog.release();
  }

  async #allReady(): Promise<boolean> {
    const ready = await Promise.all(this.processes.map((process) => process.plan.isReady()));
    return ready.every(Boolean);
  }

  #note(process: ManagedProcess): void {
    const running = this.processes.flatMap(({ pid, plan }) =>
      pid === undefined ? [] : [{ pid, signal: plan.abandonSignal }],
    );
    this.#watchdog.guard(running);
    recordProcesses(this.home, this.processes);
    if (process.state === 'exited') this.lost(process);
  }
}
