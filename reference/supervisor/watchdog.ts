import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Watchdog {
  /** Tells it the whole list of what would have to be ended, and by which signal. */
  guard(running: readonly { readonly pid: number; readonly signal: NodeJS.Signals }[]): void;
  release(): void;
}

/** A shell of its own session, so that neither Ctrl-C nor the end of our process group reaches it. */
export function startWatchdog(): Watchdog {
  const script = fileURLToPath(new URL('./watchdog.sh', import.meta.url));
  const shell = spawn('/bin/sh', [script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.stdin.on('error', () => undefined);
  shell.unref();
  return {
    guard: (running) => {
      shell.stdin.write(`${running.map(({ pid, signal }) => `${pid}:${signal.replace('SIG', '')}`).join(' ')}\n`);
    },
    release: () => {
      shell.stdin.end('\n');
    },
  };
}
