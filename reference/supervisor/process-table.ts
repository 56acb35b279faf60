import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';

export interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  /** The kernel's letter: T is stopped by a signal, Z is dead but not yet collected. */
  readonly state: string;
  /** Tells two processes apart that had the same pid. */
  readonly startedAt: string;
}

interface ProcessTable {
  one(pid: number): ProcessFacts | undefined;
  all(): readonly ProcessFacts[];
}

const procfs: ProcessTable = {
  one: (pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name, in brackets, may hold spaces and brackets itself.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return { pid, parent: Number(fields[1]), state: fields[0] ?? '', startedAt: fields[19] ?? '' };
    } catch {
      return undefined; // it has ended
    }
  },
  all: () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => procfs.one(Number(name)) ?? []),
};

const ps: ProcessTable = {
  one: (pid) => ps.all().find((facts) => facts.pid === pid),
  all: () =>
    execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat=,lstart='], { encoding: 'utf8' })
      .split('\n')
      .flatMap((line) => {
        const [, pid, parent, state, startedAt] = /^\s*(\d+)\s+(\d+)\s+(\S)\S*\s+(.+?)\s*$/.exec(line) ?? [];
        return state && startedAt ? [{ pid: Number(pid), parent: Number(parent), state, startedAt }] : [];
      }),
};

const table = process.platform === 'linux' ? procfs : ps;

/** Undefined when the process has ended, collected or not. */
export function findProcess(pid: number): ProcessFacts | undefined {
  const facts = table.one(pid);
  return facts?.state === 'Z' ? undefined : facts;
}

/** The process's parent, its parent's parent and so on, without the first process of the system. */
export function ancestorsOf(pid: number): readonly number[] {
  const parent = table.one(pid)?.parent ?? 0;
  return parent > 1 ? [parent, ...ancestorsOf(parent)] : [];
}

/** The most memory that a process has used, in bytes (proc(5), VmHWM); undefined where the system does not tell. */
export function peakMemoryOf(pid: number): number | undefined {
  try {
    const [, kibibytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kibibytes === undefined ? undefined : Number(kibibytes) * 1_024;
  } catch {
    return undefined;
  }
}

/** The process and everything below it, parents first. */
export function familyOf(pid: number): readonly number[] {
  const all = table.all();
  const below = (parent: number): readonly number[] => [
    parent,
    ...all.filter((facts) => facts.parent === parent).flatMap((facts) => below(facts.pid)),
  ];
  return below(pid);
}

/** Sends a signal; a process that has ended is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
    if (!gone) throw error;
  }
}
