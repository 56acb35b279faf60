import { fileURLToPath } from 'node:url';
import type { ProcessPlan } from './managed-process.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const loader = import.meta.resolve('tsx');

/** What all our own processes have in common. */
export function nodeProcess(
  entry: URL,
): Pick<ProcessPlan, 'command' | 'args' | 'cwd' | 'stopSignal' | 'abandonSignal' | 'talks'> {
  return {
    command: process.execPath,
    args: ['--import', loader, fileURLToPath(entry)],
    cwd: root,
    stopSignal: 'SIGTERM',
    abandonSignal: 'SIGTERM',
    talks: true,
  };
}
