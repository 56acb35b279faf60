import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { ROOT } from '../lib/run/root.js';
import { processEnvironment } from '../lib/run/process-environment.js';

const PLAYWRIGHT = createRequire(import.meta.url).resolve('@playwright/test/cli');

export interface Ran {
  readonly code: number;
  /** What it printed, when it was asked for. */
  readonly output: string;
}

/** Signals that people and pipelines end a run with; the runner needs to get them to end in order. */
export const ENDING = ['SIGINT', 'SIGTERM'] as const;

/** Runs the test runner with these arguments in the project's folder, showing what it prints unless it is captured. */
export function playwright(
  args: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  capture = false,
): Promise<Ran> {
  return new Promise((settle, reject) => {
    const child = spawn(process.execPath, [PLAYWRIGHT, ...args], {
      cwd: ROOT,
      env: { ...processEnvironment(), ...variables },
      stdio: ['inherit', capture ? 'pipe' : 'inherit', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    // A terminal sends SIGINT to both of us; a pipeline sends SIGTERM to us alone.
    const pass = (signal: NodeJS.Signals): void => void (signal === 'SIGTERM' && child.kill(signal));
    for (const signal of ENDING) process.on(signal, pass);
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of ENDING) process.off(signal, pass);
      settle({ code: code ?? 2, output: Buffer.concat(chunks).toString() });
    });
  });
}
