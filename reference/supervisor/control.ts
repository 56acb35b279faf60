import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { countHoldings } from './holdings.js';
import type { ManagedProcess } from './managed-process.js';
import { peakMemoryOf } from './process-table.js';
import type { Platform } from './platform.js';
import { portProblem } from './ports.js';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Handler = (platform: Platform, name: string) => Answer | Promise<Answer>;

const ok = (body: unknown): Answer => ({ status: 200, body });
const refuse = (status: number, message: string): Answer => ({ status, body: { error: { message } } });

const actions: Readonly<Record<string, (platform: Platform, process: ManagedProcess) => Promise<void>>> = {
  stop: (_platform, process) => process.stop(),
  start: (platform, process) => platform.startProcess(process),
  pause: (_platform, process) => process.pause(),
  resume: (platform, process) => platform.startProcess(process),
};

const routes: readonly (readonly [method: string, path: RegExp, handler: Handler])[] = [
  ['GET', /^\/ready$/, (platform) => ready(platform)],
  ['GET', /^\/status$/, (platform) => ok(describe(platform))],
  ['GET', /^\/holdings$/, async (platform) => ok(await countHoldings(platform.plans.facts))],
  ['POST', /^\/services\/([\w-]+\/\w+)$/, (platform, command) => obey(platform, command)],
  ['GET', /^\/faults$/, async (platform) => ok(await platform.faults.list())],
  ['PUT', /^\/faults\/([\w-]+)$/, (platform, name) => switchFault(platform, name, 'on')],
  ['DELETE', /^\/faults\/([\w-]+)$/, (platform, name) => switchFault(platform, name, 'off')],
  ['DELETE', /^\/faults$/, (platform) => allFaultsOff(platform)],
];

/** Opens the control port. It comes first: holding the port is what makes this the only platform on these ports. */
export async function openControl(platform: Platform, port: number): Promise<Server> {
  let lastChange: Promise<unknown> = Promise.resolve();
  const server = createServer((request, response) => {
    const work = () => respond(platform, request, response);
    // Changes one after the other: two at once would see each other's half.
    if (request.method === 'GET') void work();
    else lastChange = lastChange.then(work);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(portProblem('the control port', port, error)));
    server.listen({ host: '127.0.0.1', port }, resolve);
  });
  return server;
}

async function respond(platform: Platform, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status: code, body } = await answer(platform, request).catch((error: unknown) =>
    refuse(500, error instanceof Error ? error.message : String(error)),
  );
  response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function answer(platform: Platform, request: IncomingMessage): Promise<Answer> {
  // A page in a browser must not be able to switch the platform off.
  if (request.headers.origin) return refuse(403, 'The control port is not for browsers.');
  const { pathname } = new URL(request.url ?? '/', platform.controlUrl);
  for (const [method, path, handler] of routes) {
    const match = path.exec(pathname);
    if (match && method === request.method) return handler(platform, match[1] ?? '');
  }
  return refuse(404, `There is no ${request.method} ${pathname}.`);
}

function ready(platform: Platform): Answer {
  if (platform.ready)
    return ok({ ready: true, instance: platform.instance, environmentFile: platform.home.environmentFile });
  const waitingFor = platform.processes
    .filter((process) => process.readyMs === undefined)
    .map((process) => process.name);
  return { status: 503, body: { ready: false, waitingFor } };
}

function describe(platform: Platform) {
  return {
    instance: platform.instance,
    build: platform.build,
    seedMs: platform.seedMs ?? null,
    services: platform.processes.map(({ name, plan, state, pid, readyMs }) => ({
      name,
      kind: plan.kind,
      state,
      pid: pid ?? null,
      address: plan.address,
      readyMs: readyMs ?? null,
      peakMemoryBytes: (pid === undefined ? undefined : peakMemoryOf(pid)) ?? null,
    })),
  };
}

async function obey(platform: Platform, command: string): Promise<Answer> {
  const [name = '', verb = ''] = command.split('/');
  const process = platform.processes.find((each) => each.name === name);
  const action = actions[verb];
  if (!process) return refuse(404, `There is no service called ${name}.`);
  if (!action) return refuse(404, `A service can be stopped, started, paused and resumed, not ${verb}.`);
  if (!platform.ready) return refuse(503, 'The platform is still starting.');
  await action(platform, process);
  return ok({ name, state: process.state, pid: process.pid ?? null });
}

async function switchFault(platform: Platform, name: string, position: 'on' | 'off'): Promise<Answer> {
  if (!platform.ready) return refuse(503, 'The platform is still starting.');
  const fault = await platform.faults.find(name);
  if (!fault) return refuse(404, `There is no fault called ${name}.`);
  await (position === 'on' ? platform.faults.on(fault) : platform.faults.off(fault));
  if (position === 'off') await platform.settle();
  return ok({ name, active: position === 'on' });
}

async function allFaultsOff(platform: Platform): Promise<Answer> {
  if (!platform.ready) return refuse(503, 'The platform is still starting.');
  await platform.faults.allOff();
  await platform.settle();
  return ok({ active: [] });
}
