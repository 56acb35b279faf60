import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Results, resultsSchema } from '../lib/report/results.js';
import { ROOT } from './platform.js';

/** What came of one run of the real command. */
export interface SuiteRun {
  readonly code: number | null;
  readonly seconds: number;
  /** All that it printed. */
  readonly output: string;
  /** What it left in results.json; undefined when it left none. */
  readonly results: Results | undefined;
}

/** What `npx` would run, without `npx` in between: it does not wait for what it started when it gets a signal. */
const PROGRAMS: Readonly<Record<string, string>> = {
  playwright: join(ROOT, 'node_modules', '@playwright', 'test', 'cli.js'),
  firstlight: join(ROOT, 'bin', 'firstlight.js'),
};

const scratch = mkdtempSync(join(tmpdir(), 'firstlight-selftest-'));
process.once('exit', () => rmSync(scratch, { recursive: true, force: true }));
let runs = 0;

/** Runs a command of the project as a person would with `npx`, and reads the results that it leaves. */
export function suite(
  command: readonly string[],
  variables: Readonly<Record<string, string>> = {},
  whileRunning: (child: ChildProcess) => void = () => undefined,
): Promise<SuiteRun> {
  const file = join(scratch, `results-${(runs += 1)}.json`);
  // Runs into which faults are let are no past of anything.
  const history = join(scratch, `history-${runs}`);
  const started = performance.now();
  return new Promise((settle, reject) => {
    const [name = '', ...args] = command;
    const child = spawn(process.execPath, [PROGRAMS[name] ?? name, ...args], {
      cwd: ROOT,
      env: {
        ...process.env,
        SMOKE_HISTORY_DIR: history,
        ...variables,
        SMOKE_RESULTS_FILE: file,
        FORCE_COLOR: '0',
        CI: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    whileRunning(child);
    child.once('error', reject);
    child.once('close', (code) => {
      const results = existsSync(file) ? resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
      const output = Buffer.concat(chunks).toString();
      settle({ code, seconds: (performance.now() - started) / 1_000, output, results });
    });
  });
}

/** Runs some projects of the suite, and no others: but `smoke` needs those on which it depends, and `disruptive` comes after all others. */
export const projects = (names: readonly string[], variables: Readonly<Record<string, string>>, grep?: string) =>
  suite(
    [
      'playwright',
      'test',
      ...names.map((name) => `--project=${name}`),
      ...(['smoke', 'disruptive'].some((name) => names.includes(name)) ? [] : ['--no-deps']),
      ...(grep === undefined ? [] : [`--grep=${grep}`]),
    ],
    variables,
  );
