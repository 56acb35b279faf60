import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Target } from '../target/target.js';

/** The deployment that a run works on. The same target may be another deployment elsewhere. */
export type Deployment = Pick<Target, 'name' | 'origin'>;

const lockSchema = z.object({ pid: z.number().int(), host: z.string(), target: z.string(), origin: z.string() });

/** Who holds a lock, and when it last said that it is alive. */
export type Lock = z.infer<typeof lockSchema> & { readonly beat: Date };

/** Milliseconds between two signs of life. */
const BEAT = 30_000;
/** Milliseconds of silence after which a run of another machine is dead. */
export const SILENCE = 20 * BEAT;

const lockFile = (folder: string, runId: string): string => join(folder, `${runId}.lock`);

/** Says that a run is alive, so that no other sweeps what it creates, for as long as this process lives. */
export function lockRun(folder: string, runId: string, { name, origin }: Deployment): void {
  mkdirSync(folder, { recursive: true });
  const file = lockFile(folder, runId);
  const lock = { pid: process.pid, host: hostOf(), target: name, origin: origin.origin };
  // Who reads half of a lock would take the run for one without a lock, and so would never sweep it.
  const part = `${file}.${randomUUID()}.part`;
  writeFileSync(part, JSON.stringify(lock));
  renameSync(part, file);
  const timer = setInterval(() => {
    if (!touched(file)) clearInterval(timer);
  }, BEAT);
  timer.unref();
}

/** Says that nothing of a run is left. */
export function unlockRun(folder: string, runId: string): void {
  rmSync(lockFile(folder, runId), { force: true });
}

/** The lock of a run; undefined when it has none that can be read. */
export function readLock(folder: string, runId: string): Lock | undefined {
  try {
    const file = lockFile(folder, runId);
    return { ...lockSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), beat: statSync(file).mtime };
  } catch {
    return undefined;
  }
}

/** Whether anything here tells of a run: that it lives, or what it may have left. */
export const isRemembered = (folder: string, runId: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((file) => file.startsWith(`${runId}.`));

/** What an observer knows when it judges whether a run is alive. */
export interface Observer {
  readonly host: string;
  readonly pid: number;
  readonly now: Date;
  readonly isRunning: (pid: number) => boolean;
}

/** Whether the process that holds a lock has ended. Pure. */
export function isDead(lock: Pick<Lock, 'pid' | 'host' | 'beat'>, observer: Observer): boolean {
  if (lock.host !== observer.host) return observer.now.getTime() - lock.beat.getTime() > SILENCE;
  // Containers begin to count anew: who had our number before us is gone.
  return lock.pid === observer.pid || !observer.isRunning(lock.pid);
}

/** This process, as one that judges others. */
export const thisProcess = (): Observer => ({ host: hostOf(), pid: process.pid, now: new Date(), isRunning });

/** The machine, and the container on it: within one, process ids can be compared. */
function hostOf(): string {
  try {
    return `${hostname()} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    return hostname();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function touched(file: string): boolean {
  try {
    utimesSync(file, new Date(), new Date());
    return true;
  } catch {
    return false;
  }
}
