import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The project under test. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** The names of everything that it is made of. */
export const SERVICES = [
  'postgres',
  'redis',
  'storage',
  'identity',
  'content',
  'assessment',
  'notifier',
  'account',
  'gateway',
];

/** What the platform offers as faults. */
export interface FaultOffer {
  readonly name: string;
  readonly title: string;
  readonly expects: readonly string[];
  /** The checks that stay green and warn. */
  readonly warns: readonly string[];
  readonly because: string;
  /** The process without which other checks cannot run. */
  readonly blocks: string | null;
}

/** How many ports the platform takes from its first. */
const PORTS = 16;
const START_TIMEOUT_MS = 60_000;

/** The embedded platform on ports of its own, started by the command that people use. */
export class Platform {
  readonly #process: ChildProcess;

  private constructor(
    process: ChildProcess,
    readonly port: number,
  ) {
    this.#process = process;
  }

  static async start(): Promise<Platform> {
    const port = await freePorts();
    const child = spawn('npm', ['run', 'reference'], {
      cwd: ROOT,
      env: { ...process.env, REFERENCE_PORT: String(port) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const platform = new Platform(child, port);
    const end = Date.now() + START_TIMEOUT_MS;
    while (!(await platform.#isReady())) {
      if (child.exitCode !== null) throw new Error(`the platform ended with exit code ${child.exitCode}`);
      if (Date.now() > end) throw new Error('the platform did not become ready');
      await pause(200);
    }
    return platform;
  }

  /** What a run needs to know to find this platform. */
  get variables(): Record<string, string> {
    return { REFERENCE_PORT: String(this.port) };
  }

  /** Where it answers by https. */
  get secureOrigin(): string {
    return `https://127.0.0.1:${this.port + 6}`;
  }

  /** The build that answers. */
  async build(): Promise<string> {
    const answer = await this.#control('GET', '/status');
    const { build }: { build: string } = JSON.parse(await answer.text());
    return build;
  }

  /** Who it is, and the file in which it names its addresses and accounts. */
  async ready(): Promise<{ readonly instance: string; readonly environmentFile: string }> {
    const ready: { instance: string; environmentFile: string } = JSON.parse(
      await (await this.#control('GET', '/ready')).text(),
    );
    return ready;
  }

  async faults(): Promise<FaultOffer[]> {
    const answer = await this.#control('GET', '/faults');
    const offers: FaultOffer[] = JSON.parse(await answer.text());
    return offers;
  }

  /** Throws when the fault is not in force everywhere. */
  async switchOn(fault: string): Promise<void> {
    await this.#control('PUT', `/faults/${fault}`);
  }

  /** Stops one of its processes. */
  async stopService(name: string): Promise<void> {
    await this.#control('POST', `/services/${name}/stop`);
  }

  async heal(): Promise<void> {
    await this.#control('DELETE', '/faults');
  }

  async stop(): Promise<void> {
    const ended = new Promise((settle) => this.#process.once('exit', settle));
    this.#process.kill('SIGTERM');
    await ended;
    // What it started ends just after it; the next test may want the machine for itself.
    while (await this.#isReady()) await pause(100);
  }

  async #isReady(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  async #control(method: string, path: string): Promise<Response> {
    const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, { method });
    if (!answer.ok) {
      throw new Error(`${method} ${path} on the control port answered ${answer.status}: ${await answer.text()}`);
    }
    return answer;
  }
}

const FIRST = 20_000;
const LAST = 31_000;

/** The first of so many neighbouring ports that nobody uses, below those that clients are given. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    const free = await Promise.all(Array.from({ length: PORTS }, (_, place) => isFree(port + place)));
    if (free.every(Boolean)) return port;
  }
}

/** Whether nobody listens there. */
export const isFree = (port: number): Promise<boolean> =>
  new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(true)));
  });
