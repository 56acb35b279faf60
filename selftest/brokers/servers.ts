import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findRabbitmq } from '../../setup/brokers.js';
import { freePorts, isFree } from '../platform.js';

/** A broker that a test has started for itself. */
export interface Broker {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/** RabbitMQ on ports and in folders of its own. */
export async function startRabbitmq(): Promise<Broker> {
  const folder = mkdtempSync(join(tmpdir(), 'firstlight-rabbitmq-'));
  const [port, distribution, names] = await threePorts();
  for (const part of ['home', 'mnesia', 'log']) mkdirSync(join(folder, part));
  writeFileSync(join(folder, 'rabbitmq.conf'), `listeners.tcp.default = 127.0.0.1:${port}\nlog.console = false\n`);
  writeFileSync(join(folder, 'enabled_plugins'), '[].\n');
  const env = {
    PATH: process.env['PATH'],
    HOME: join(folder, 'home'),
    RABBITMQ_NODENAME: `firstlight-${port}@localhost`,
    RABBITMQ_CONFIG_FILE: join(folder, 'rabbitmq.conf'),
    RABBITMQ_MNESIA_BASE: join(folder, 'mnesia'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'enabled_plugins'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '+S 1:1 +sbwt none -kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(names),
    ERL_EPMD_ADDRESS: '127.0.0.1',
  };
  // Erlang's own register of names would otherwise be started beside the broker, and outlive it.
  const epmd = spawn('epmd', [], { env, stdio: 'ignore' });
  await until(async () => !(await isFree(names)), 'epmd');
  const broker = spawn(findRabbitmq() ?? 'rabbitmq-server', [], { env, detached: true, stdio: 'ignore' });
  const stop = async (): Promise<void> => {
    await ended(broker, true);
    await ended(epmd, false);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => !(await isFree(port)), 'RabbitMQ', broker);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: `amqp://guest:guest@127.0.0.1:${port}`, stop };
}

/** The Kafka broker that librdkafka mocks: it speaks the protocol, and keeps everything in memory. */
export async function startKafka(): Promise<Broker> {
  const args = ['-b', 'ignored:1', '-X', 'test.mock.num.brokers=1', '-d', 'mock', '-C', '-t', 'x'];
  const broker = spawn('kcat', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const address = (): string | undefined => /bootstrap\.servers=(127\.0\.0\.1:\d+)/.exec(said)?.[1];
  // It tells of each request; only the first lines are of use.
  broker.stderr.on('data', (chunk: Buffer) => (said = address() === undefined ? said + chunk.toString() : said));
  await until(async () => address() !== undefined, 'kcat', broker);
  return { url: `kafka://${address()}`, stop: () => ended(broker, false) };
}

async function until(isTrue: () => Promise<boolean>, what: string, child?: ChildProcess): Promise<void> {
  const end = Date.now() + START_TIMEOUT_MS;
  while (!(await isTrue())) {
    if (child !== undefined && child.exitCode !== null)
      throw new Error(`${what} ended with exit code ${child.exitCode}`);
    if (Date.now() > end) throw new Error(`${what} did not start`);
    await pause(100);
  }
}

/** Ends a process of ours, with those that it started where it leads a group of its own. */
async function ended(child: ChildProcess, leadsGroup: boolean): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((settle) => child.once('exit', settle));
  process.kill(leadsGroup ? -pid : pid, 'SIGKILL');
  await exit;
}

async function threePorts(): Promise<[number, number, number]> {
  const first = await freePorts();
  return [first, first + 1, first + 2];
}
