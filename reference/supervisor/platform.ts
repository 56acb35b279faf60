import { randomUUID } from 'node:crypto';
import { writeConnectionFile } from './connection-file.js';
import { DATABASE, SUPERUSER, databaseUrl, withClient } from './database.js';
import { FaultSwitch } from './fault-switch.js';
import { createFirstData } from './first-data.js';
import { Fleet } from './fleet.js';
import { type Home, clearHome, homeAt, prepareHome } from './home.js';
import { lastComplaint } from './log-file.js';
import type { ManagedProcess } from './managed-process.js';
import { type Plans, planPlatform } from './plans.js';
import { portsFrom, requireFree } from './ports.js';
import { initialiseCluster } from './postgres.js';
import { RedisDoor } from './redis-door.js';
import type { Settings } from './settings.js';
import { StartError, diskProblem } from './start-error.js';
import { withStores } from './stores.js';
import { transpile } from './transpile.js';

const START_TIMEOUT_MS = 20_000;
const RECOVERY_TIMEOUT_MS = 6_000;

export interface PlatformEvents {
  ready(process: ManagedProcess): void;
  /** A process ended that nobody had stopped. */
  lost(process: ManagedProcess): void;
}

/** One platform, from its first process to the end of its last. */
export class Platform {
  readonly instance = randomUUID();
  readonly home: Home;
  readonly controlUrl: string;
  #plans: Plans | undefined;
  #fleet: Fleet | undefined;
  #ready = false;
  #seedMs: number | undefined;
  #door: RedisDoor | undefined;
  readonly #ending = new AbortController();

  constructor(
    private readonly settings: Settings,
    private readonly events: PlatformEvents,
  ) {
    this.home = homeAt(settings.home);
    this.controlUrl = `http://127.0.0.1:${settings.port}`;
  }

  /** Whether the first start has been completed, and the end not begun; what happens to single processes does not change it. */
  get ready(): boolean {
    return this.#ready && !this.#ending.signal.aborted;
  }

  /** In how many milliseconds the first data was made, once it was. */
  get seedMs(): number | undefined {
    return this.#seedMs;
  }

  /** Empty until it is known. */
  get build(): string {
    return this.#plans?.facts.build ?? '';
  }

  get plans(): Plans {
    if (!this.#plans) throw new Error('The platform has not been planned yet.');
    return this.#plans;
  }

  get fleet(): Fleet {
    if (!this.#fleet) throw new Error('The platform has not been started yet.');
    return this.#fleet;
  }

  get processes(): readonly ManagedProcess[] {
    return this.#fleet?.processes ?? [];
  }

  readonly faults = new FaultSwitch({
    process: (name) => this.fleet.get(name),
    start: (process, env) => this.startProcess(process, env),
    runSql: async (statements) => {
      const { ports, secrets } = this.plans.facts;
      const url = databaseUrl(ports.postgres, SUPERUSER, secrets.superuser, DATABASE);
      await withClient(url, (client) => client.query(statements));
    },
    withStores: (work) => withStores(this.plans.facts, work),
    announce: async (edgeFaults) => {
      await Promise.all(this.processes.map((process) => process.sendFaults(edgeFaults)));
    },
    useDoor: async (hooks) => {
      const { facts } = this.plans;
      this.#door ??= new RedisDoor(facts.ports.door, facts.ports.redis);
      await this.#door.use(hooks);
      const redis = hooks.length > 0 ? facts.ports.door : facts.ports.redis;
      const seen = { ...facts, ports: { ...facts.ports, redis } };
      await writeConnectionFile(this.home, seen, this.instance, this.controlUrl);
    },
  });

  async start(): Promise<void> {
    const ports = portsFrom(this.settings.port);
    const planning = planPlatform(this.settings, ports, this.home, process.env);
    const preparing = prepareHome(this.home).then(() => requireFree(ports));
    // When one fails the other still has to end: it removes what it has half made.
    await Promise.allSettled([planning, preparing]);
    await preparing;
    const plans = await planning;
    this.#ending.signal.throwIfAborted();
    this.#plans = plans;
    this.#fleet = new Fleet(plans.processes, this.home, (lost) => this.events.lost(lost));
    try {
      await this.#startProcesses(plans, this.#fleet);
    } catch (error) {
      throw diskProblem(this.home.folder, error);
    }
    await writeConnectionFile(this.home, plans.facts, this.instance, this.controlUrl);
    this.#ready = true;
  }

  /**
   * Everything as early as it can be, except that the services leave the processors to the making of the database:
   * all wait for it, and nothing else takes as long.
   */
  async #startProcesses(plans: Plans, fleet: Fleet): Promise<void> {
    const [postgres, redis, storage] = [fleet.get('postgres'), fleet.get('redis'), fleet.get('storage')];
    const services = fleet.processes.filter((each) => each.plan.kind === 'service');
    const transpiled = transpile(this.home.code);
    const storageReady = transpiled.then(() => this.#launch(storage));
    await Promise.all([
      storageReady,
      this.#launch(redis),
      this.#initialise(plans)
        .then(() => Promise.all([this.#launch(postgres), transpiled]))
        .then(() => {
          for (const each of services) each.launch();
          return this.#seed(plans, storageReady);
        }),
    ]);
    await Promise.all(services.map((each) => this.#requireReady(each)));
  }

  async #initialise({ binaries, facts }: Plans): Promise<void> {
    await initialiseCluster({
      binaries,
      folder: this.home.postgres,
      superuser: SUPERUSER,
      password: facts.secrets.superuser,
      signal: this.#ending.signal,
    });
  }

  async #seed({ facts }: Plans, storageReady: Promise<void>): Promise<void> {
    const begun = performance.now();
    await createFirstData(facts, storageReady);
    this.#seedMs = Math.round(performance.now() - begun);
  }

  async #launch(process: ManagedProcess): Promise<void> {
    this.#ending.signal.throwIfAborted();
    process.launch();
    await this.#requireReady(process);
  }

  async #requireReady(process: ManagedProcess): Promise<void> {
    if (await process.becomesReady(START_TIMEOUT_MS)) return this.events.ready(process);
    const what = process.state === 'running' ? 'did not become ready' : 'ended';
    const why = await lastComplaint(process.logFile);
    throw new StartError(`${process.name} ${what} while the platform was starting (${why}); see ${process.logFile}.`);
  }

  /** Starts a process again and waits until it, and what depends on it, can work, unless something else is down. */
  async startProcess(process: ManagedProcess, env?: Readonly<Record<string, string>>): Promise<void> {
    if (process.state === 'paused') await process.resume();
    else if (process.state !== 'running') {
      process.launch(env);
      await process.comesUp(RECOVERY_TIMEOUT_MS);
    }
    await process.sendFaults(this.faults.edgeFaults);
    await this.settle();
  }

  /** Waits until the whole platform works again, unless a process of it is down. */
  settle(): Promise<void> {
    return this.fleet.settle(RECOVERY_TIMEOUT_MS);
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#fleet?.stop();
    if (this.#fleet) await clearHome(this.home);
  }
}
