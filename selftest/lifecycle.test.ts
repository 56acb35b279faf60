import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { type Server, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ROOT, freePorts, isFree } from './platform.js';

const supervisor = [process.execPath, '--import', 'tsx', 'reference/main.ts'] as const;

const readySchema = z.object({ instance: z.string(), environmentFile: z.string() });
const statusSchema = z.object({ services: z.array(z.object({ pid: z.int() })) });

/** What a platform that is ready says of itself. */
interface Standing {
  readonly instance: string;
  readonly folder: string;
  readonly pids: readonly number[];
}

const started = new Set<ChildProcess>();

afterEach(() => {
  for (const child of started) child.kill('SIGTERM');
  started.clear();
});

function launch(command: readonly string[], port: number, variables: NodeJS.ProcessEnv = {}): ChildProcess {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: ROOT,
    env: { ...process.env, REFERENCE_PORT: String(port), ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  started.add(child);
  return child;
}

async function standing(port: number): Promise<Standing> {
  const control = `http://127.0.0.1:${port}`;
  await expect.poll(() => isReady(control), { timeout: 20_000, interval: 100 }).toBe(true);
  const { instance, environmentFile } = readySchema.parse(await (await fetch(`${control}/ready`)).json());
  const { services } = statusSchema.parse(await (await fetch(`${control}/status`)).json());
  return { instance, folder: dirname(environmentFile), pids: services.map(({ pid }) => pid) };
}

const isReady = (control: string): Promise<boolean> =>
  fetch(`${control}/ready`).then(
    ({ ok }) => ok,
    () => false,
  );

/** No process runs on, no port is held. */
async function expectNothingLeft({ pids }: Standing, port: number): Promise<void> {
  await expect.poll(() => pids.filter(runs), { timeout: 8_000, interval: 100 }).toEqual([]);
  const held = Array.from({ length: 15 }, (_, place) => port + place);
  const free = await Promise.all(held.map(isFree));
  expect(held.filter((_, place) => !free[place])).toEqual([]);
}

/** A process that is dead and not yet collected runs no more. */
function runs(pid: number): boolean {
  try {
    return !execFileSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).startsWith('Z');
  } catch {
    return false;
  }
}

describe('the end of the platform', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('%s ends everything in order', async (signal) => {
    const port = await freePorts();
    const platform = launch(supervisor, port);
    const stood = await standing(port);

    platform.kill(signal);
    const [code] = await once(platform, 'exit');

    expect(code).toBe(0);
    await expectNothingLeft(stood, port);
    expect(readdirSync(stood.folder)).toEqual(['logs']);
  });

  test('the death of the shell that started it ends everything', async () => {
    const port = await freePorts();
    const shell = launch(['sh', '-c', 'npm run reference & wait'], port);
    const stood = await standing(port);

    shell.kill('SIGKILL');

    await expectNothingLeft(stood, port);
  });

  test('what a killed supervisor leaves is in nobody’s way', async () => {
    const port = await freePorts();
    const killed = launch(supervisor, port);
    const stood = await standing(port);

    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const second = launch(supervisor, port);
    const again = await standing(port);

    expect(again.instance).not.toBe(stood.instance);
    expect(stood.pids.filter(runs)).toEqual([]);
    second.kill('SIGTERM');
    await once(second, 'exit');
    await expectNothingLeft(again, port);
  });
});

describe('a start that cannot be', () => {
  test('a busy port: which, for whom, and what to do', async () => {
    const port = await freePorts();
    const holder = await hold(port + 2);
    const { code, said } = await refusal(port);
    holder.close();

    expect(said).toBe(
      `Port ${port + 2}, which identity needs, is already in use; free it, or set REFERENCE_PORT to move every port.\n`,
    );
    expect(code).toBe(2);
  });

  test('no Redis: what to install', async () => {
    const { code, said } = await refusal(await freePorts(), { PATH: pathWithoutRedis() });

    expect(said).toMatch(/^Neither redis-server nor valkey-server is on the PATH; [^\n]+\n$/);
    expect(code).toBe(2);
  });
});

async function refusal(port: number, variables?: NodeJS.ProcessEnv): Promise<{ code: unknown; said: string }> {
  const platform = launch(supervisor, port, variables);
  const chunks: Buffer[] = [];
  platform.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  const [code] = await once(platform, 'close');
  return { code, said: Buffer.concat(chunks).toString() };
}

async function hold(port: number): Promise<Server> {
  const server = createServer();
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** `id` alone, which a start as root asks for PostgreSQL's user. */
function pathWithoutRedis(): string {
  const folder = mkdtempSync(join(tmpdir(), 'firstlight-path-'));
  symlinkSync(execFileSync('sh', ['-c', 'command -v id'], { encoding: 'utf8' }).trim(), join(folder, 'id'));
  return folder;
}
