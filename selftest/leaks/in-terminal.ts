import { spawn, spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { ROOT } from '../platform.js';

/** Whether util-linux is there, whose `script` runs a command in a terminal. */
export const hasScript = spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false;

/** Runs a command in a terminal of its own and gives what it shows there. */
export function inTerminal(command: string, variables: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn('script', ['--quiet', '--flush', '--command', command, '/dev/null'], {
    cwd: ROOT,
    env: { ...process.env, ...variables, TERM: 'xterm-256color' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return buffer(child.stdout).then(String);
}
