import { join } from 'node:path';
import type { ProcessPlan } from './managed-process.js';

type NodeProcess = Pick<ProcessPlan, 'command' | 'args' | 'cwd' | 'stopSignal' | 'abandonSignal' | 'talks'>;

/** What all our own processes have in common; `entry` is a file of the transpiled code. */
export function nodeProcess(code: string, entry: string): NodeProcess {
  return {
    command: process.execPath,
    args: ['--enable-source-maps', join(code, 'reference', entry)],
    cwd: code,
    stopSignal: 'SIGTERM',
    abandonSignal: 'SIGTERM',
    talks: true,
  };
}
