import { execFile } from 'node:child_process';
import { chown, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProcessPlan } from './managed-process.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { StartError } from './start-error.js';

export interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly folder: string;
  readonly superuser: string;
  readonly password: string;
  readonly signal: AbortSignal;
}

export interface PostgresOptions {
  readonly binaries: PostgresBinaries;
  readonly folder: string;
  readonly port: number;
  readonly answers: () => Promise<boolean>;
}

// The data lives for one run: nothing needs to survive a crash of the machine.
const tuning = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '32MB',
  max_connections: '80',
  // So that whoever waits for a deadlock does not wait for a second.
  deadlock_timeout: '100ms',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

// What the libraries need, and a locale that exists everywhere.
const environment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Makes an empty cluster. */
export async function initialiseCluster(options: ClusterOptions): Promise<void> {
  const { binaries, folder, superuser, password, signal } = options;
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  const { uid, gid } = binaries.user ?? {};
  await mkdir(folder, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (uid !== undefined && gid !== undefined)
    await Promise.all([folder, passwordFile].map((path) => chown(path, uid, gid)));
  const args = [`--pgdata=${data}`, `--username=${superuser}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const quick = ['--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions'];
  try {
    await promisify(execFile)(binaries.initdb, [...args, ...quick], {
      ...binaries.user,
      cwd: '/',
      env: environment,
      signal,
    });
  } catch (error) {
    throw new StartError(`PostgreSQL cannot make its data folder ${data}: ${lastLine(error)}.`, { cause: error });
  }
  await rm(passwordFile);
}

function lastLine(error: unknown): string {
  const text = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
  const lines = text.split('\n').filter((line) => /error|fatal|could not/i.test(line));
  return (lines[0] ?? text.trim()).replace(/^initdb: /, '');
}

export function postgresPlan({ binaries, folder, port, answers }: PostgresOptions): ProcessPlan {
  const flags = Object.entries(tuning).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return {
    name: 'postgres',
    kind: 'database',
    address: `127.0.0.1:${port}`,
    command: binaries.postgres,
    args: ['-D', join(folder, 'data'), '-p', String(port), ...flags],
    env: environment,
    cwd: '/',
    ...(binaries.user && { user: binaries.user }),
    // "Fast": ends its sessions and does not wait for them.
    stopSignal: 'SIGINT',
    // "Immediate": ends its children even when they cannot listen.
    abandonSignal: 'SIGQUIT',
    talks: false,
    isUp: answers,
    isReady: answers,
  };
}
