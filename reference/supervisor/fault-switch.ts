import { loadFaults } from '../faults/registry.js';
import type { DoorHooks, Fault, Stores } from '../faults/define.js';
import type { ProcessName } from '../kernel/names.js';
import type { ManagedProcess } from './managed-process.js';

/** What a fault may do to the platform. */
export interface FaultTargets {
  process(name: ProcessName): ManagedProcess;
  /** Makes a process run that was stopped or paused, and waits for it. */
  start(process: ManagedProcess, env?: Readonly<Record<string, string>>): Promise<void>;
  runSql(statements: string): Promise<void>;
  withStores(work: (stores: Stores) => Promise<void>): Promise<void>;
  /** Tells every running service which edge faults are on. */
  announce(edgeFaults: readonly string[]): Promise<void>;
  /** Lets the checks come to Redis through a door that changes what passes, or past it when there is nothing to change. */
  useDoor(hooks: readonly DoorHooks[]): Promise<void>;
}

export interface FaultStatus {
  readonly name: string;
  readonly title: string;
  readonly expects: readonly string[];
  readonly warns: readonly string[];
  readonly because: string;
  /** The process without which other checks cannot run. */
  readonly blocks: ProcessName | null;
  readonly active: boolean;
}

export class FaultSwitch {
  readonly #active = new Map<string, Fault>();
  #faults: readonly Fault[] | undefined;

  constructor(private readonly targets: FaultTargets) {}

  /** Those of the active faults that run inside a process of the platform, in the order in which they were switched on. */
  get edgeFaults(): readonly string[] {
    return [...this.#active.values()].flatMap((fault) =>
      'edge' in fault || 'objectStore' in fault ? [fault.name] : [],
    );
  }

  get #doorHooks(): readonly DoorHooks[] {
    return [...this.#active.values()].flatMap((fault) => ('door' in fault ? [fault.door()] : []));
  }

  async list(): Promise<readonly FaultStatus[]> {
    const faults = await this.#all();
    return faults.map((fault) => ({
      name: fault.name,
      title: fault.title,
      expects: fault.expects,
      warns: fault.warns ?? [],
      because: fault.because,
      blocks: fault.blocks ?? ('signal' in fault ? fault.signal.process : null),
      active: this.#active.has(fault.name),
    }));
  }

  async find(name: string): Promise<Fault | undefined> {
    return (await this.#all()).find((fault) => fault.name === name);
  }

  async on(fault: Fault): Promise<void> {
    if (this.#active.has(fault.name)) return;
    this.#active.set(fault.name, fault);
    await this.#apply(fault);
  }

  async off(fault: Fault): Promise<void> {
    if (!this.#active.delete(fault.name)) return;
    await this.#revert(fault);
  }

  /** Newest first, as each was applied to what the one before had left. One that stays on does not keep the others on. */
  async allOff(): Promise<void> {
    const failures: unknown[] = [];
    for (const fault of [...this.#active.values()].toReversed()) {
      await this.off(fault).catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw new Error(failures.map(String).join(' '));
  }

  async #all(): Promise<readonly Fault[]> {
    this.#faults ??= await loadFaults();
    return this.#faults;
  }

  async #apply(fault: Fault): Promise<void> {
    const { targets } = this;
    if ('signal' in fault) {
      const process = targets.process(fault.signal.process);
      await (fault.signal.action === 'stop' ? process.stop() : process.pause());
    } else if ('sql' in fault) await targets.runSql(fault.sql.apply);
    else if ('store' in fault) await targets.withStores((stores) => fault.store.apply(stores));
    else if ('restart' in fault) await this.#restart(fault.restart.service, fault.restart.env);
    else if ('door' in fault) await targets.useDoor(this.#doorHooks);
    else await targets.announce(this.edgeFaults);
  }

  async #revert(fault: Fault): Promise<void> {
    const { targets } = this;
    if ('signal' in fault) await targets.start(targets.process(fault.signal.process));
    else if ('sql' in fault) await targets.runSql(fault.sql.revert);
    else if ('store' in fault) await targets.withStores((stores) => fault.store.revert(stores));
    else if ('restart' in fault) await this.#restart(fault.restart.service);
    else if ('door' in fault) await targets.useDoor(this.#doorHooks);
    else await targets.announce(this.edgeFaults);
  }

  async #restart(name: ProcessName, env?: Readonly<Record<string, string>>): Promise<void> {
    const process = this.targets.process(name);
    await process.stop();
    await this.targets.start(process, env);
  }
}
