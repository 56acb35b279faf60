import { writeFileSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { ManagedProcess } from './managed-process.js';
import { familyOf, findProcess, signal } from './process-table.js';
import { fileProblem, requireWritable } from './start-error.js';
import { until } from './until.js';

/** The folder of one platform. */
export interface Home {
  readonly folder: string;
  readonly postgres: string;
  readonly redis: string;
  readonly storage: string;
  readonly logs: string;
  /** The services' code as JavaScript. */
  readonly code: string;
  readonly environmentFile: string;
  /** Whom to trust for https. */
  readonly authority: string;
}

const records = z.array(z.object({ pid: z.int(), startedAt: z.string(), signal: z.enum(['SIGTERM', 'SIGQUIT']) }));
type Records = z.infer<typeof records>;

const LEFTOVER_TIMEOUT_MS = 3_000;
const processFile = (home: Home) => join(home.folder, 'processes.json');

export function homeAt(folder: string): Home {
  return {
    folder,
    postgres: join(folder, 'postgres'),
    redis: join(folder, 'redis'),
    storage: join(folder, 'storage'),
    logs: join(folder, 'logs'),
    code: join(folder, 'code'),
    environmentFile: join(folder, 'connection.env'),
    authority: join(folder, 'authority.pem'),
  };
}

/** Ends what a killed run left running, removes what it left on the disk, and makes the folders anew. */
export async function prepareHome(home: Home): Promise<void> {
  try {
    await requireWritable(home.folder);
    await endLeftovers(home);
    await rm(home.logs, { recursive: true, force: true });
    await clearHome(home);
    await mkdir(home.folder, { recursive: true });
    await Promise.all([home.redis, home.storage, home.logs].map((folder) => mkdir(folder, { mode: 0o700 })));
    // A full disk shows here, and not as a riddle in the log of a database.
    await writeFile(join(home.redis, 'probe'), Buffer.alloc(1_048_576));
    await rm(join(home.redis, 'probe'));
  } catch (error) {
    throw fileProblem(home.folder, error);
  }
}

/** Removes the data and the secrets; the logs stay. */
export async function clearHome(home: Home): Promise<void> {
  const folders = [
    home.postgres,
    home.redis,
    home.storage,
    home.code,
    home.environmentFile,
    home.authority,
    processFile(home),
  ];
  await Promise.all(folders.map((path) => rm(path, { recursive: true, force: true, maxRetries: 3 })));
}

/** Notes what runs, for the next start in case that this one is killed. */
export function recordProcesses(home: Home, processes: readonly ManagedProcess[]): void {
  const running: Records = processes.flatMap(({ pid, plan }) => {
    const facts = pid === undefined ? undefined : findProcess(pid);
    return facts ? [{ pid: facts.pid, startedAt: facts.startedAt, signal: plan.abandonSignal }] : [];
  });
  try {
    writeFileSync(processFile(home), JSON.stringify(running), { mode: 0o600 });
  } catch {
    // A disk that has filled up must not end a running platform; the watchdog knows the same list.
  }
}

async function endLeftovers(home: Home): Promise<void> {
  const left = (await readRecords(home)).filter(isStillThat);
  for (const { pid, signal: name } of left) {
    signal(pid, name);
    for (const member of familyOf(pid)) signal(member, 'SIGCONT');
  }
  if (await until(() => !left.some(isStillThat), LEFTOVER_TIMEOUT_MS)) return;
  for (const { pid } of left.filter(isStillThat)) for (const member of familyOf(pid)) signal(member, 'SIGKILL');
  await until(() => !left.some(isStillThat), LEFTOVER_TIMEOUT_MS);
}

function isStillThat(record: Records[number]): boolean {
  return findProcess(record.pid)?.startedAt === record.startedAt;
}

async function readRecords(home: Home): Promise<Records> {
  const text = await readFile(processFile(home), 'utf8').catch(() => '[]');
  try {
    return records.parse(JSON.parse(text));
  } catch {
    return []; // the run was killed while it wrote the file
  }
}
