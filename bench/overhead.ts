// Measures how much the ledger, the guard and the hiding of secrets add to the main job. No run can switch them off: this runs
// copies of the project of which parts are cut out.
//   node --import tsx bench/overhead.ts [rounds] [each]
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const LIMIT = 0.1;
const MOST_ATTEMPTS = 3;
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const rounds = Number(process.argv[2] ?? 5);
const firstPort = Number(process.env['REFERENCE_PORT'] ?? 18_079);
/** How many ports a platform takes from its first. */
const PORTS = 16;
let started = 0;

/** A line of a file after which a statement is put, so that what follows it is not reached. */
interface Cut {
  readonly file: string;
  readonly after: string;
  readonly put: string;
}

const LEDGER: readonly Cut[] = [
  { file: 'lib/data/ledger.ts', after: '#write(entry: Entry): void {', put: 'return;' },
  { file: 'lib/data/ledger.ts', after: 'async unwind(remover: Remover): Promise<void> {', put: 'return;' },
];
const GUARD: readonly Cut[] = [
  { file: 'lib/guard/guard.ts', after: 'request(asked: Asked): void {', put: 'return;' },
  { file: 'lib/guard/guard.ts', after: 'need(grant: Grant, act: string): void {', put: 'return;' },
  {
    file: 'fixtures/worker/guarded-browser.ts',
    after: 'async ({ browser, guard, refusals, target }, use) => {',
    put: 'await use(browser); return;',
  },
];
const SCRUB: readonly Cut[] = [
  { file: 'lib/redact/run-redaction.ts', after: 'guardTerminal(): void {', put: 'return;' },
  {
    file: 'lib/redact/run-redaction.ts',
    after: 'async scrub(): Promise<ScrubbedRun> {',
    put: 'return { files: 0, hidden: 0, lost: [] };',
  },
];

/** With `each`, what every one of them adds by itself as well. */
const VARIANTS: ReadonlyArray<readonly [string, readonly Cut[]]> = [
  ['as it is', []],
  ...(process.argv[3] === 'each'
    ? ([
        ['without the ledger', LEDGER],
        ['without the guard', GUARD],
        ['without hiding secrets', SCRUB],
      ] as const)
    : []),
  ['without all three', [...LEDGER, ...GUARD, ...SCRUB]],
];

const LEFT_OUT = ['node_modules', 'reports', 'test-results', '.git'];

/** Copies the project, cuts something out, and gives the folder. */
function copied(cuts: readonly Cut[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'firstlight-overhead-'));
  cpSync(ROOT, folder, { recursive: true, filter: (path) => path === ROOT || !LEFT_OUT.includes(basename(path)) });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, after, put } of cuts) {
    const text = readFileSync(join(folder, file), 'utf8');
    if (!text.includes(after)) throw new Error(`${file} has no longer the line: ${after}`);
    writeFileSync(join(folder, file), text.replace(after, `${after} ${put}`));
  }
  return folder;
}

interface Taken {
  /** Seconds on the clock. */
  readonly wall: number;
  /** Seconds of processor time of the run and of all that it started. */
  readonly processor: number;
}

/** Runs the main job in a folder; the shell knows what its children took. Nothing where it was red, as on a machine that is too busy. */
async function run(folder: string, port: string): Promise<Taken | undefined> {
  const command = 'node node_modules/@playwright/test/cli.js test --project=smoke > last.log 2>&1 && times';
  const begun = performance.now();
  const child = spawn('sh', ['-c', command], {
    cwd: folder,
    env: { ...process.env, REFERENCE_PORT: port },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const [code] = await once(child, 'close');
  const [, children = ''] = text.trim().split('\n');
  const processor = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  );
  return code === 0 ? { wall: (performance.now() - begun) / 1_000, processor } : undefined;
}

/** The same on a platform of its own: what is not removed for want of a ledger must not be in the way of the next. */
async function measured(folder: string): Promise<Taken> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    // By turns: what the platform before has started ends just after it.
    const port = String(firstPort + PORTS * (started++ % 2));
    const standing = await platform(folder, port);
    const taken = standing && (await run(folder, port));
    if (standing?.kill('SIGTERM') === true) await once(standing, 'exit');
    if (taken !== undefined) return taken;
    console.log('a run that is not promoted, or has no platform, is no measure');
  }
  throw new Error(`nothing could be measured; what was printed last is in ${join(folder, 'last.log')}`);
}

/** Nothing where it does not start, as on a machine that is too busy. */
async function platform(folder: string, port: string): Promise<ChildProcess | undefined> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'reference/main.ts'], {
    cwd: folder,
    env: { ...process.env, REFERENCE_PORT: port },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isReady())) {
    if (child.exitCode !== null) return undefined;
    await pause(100);
  }
  return child;
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const variants = VARIANTS.map(([name, cuts]) => ({ name, folder: copied(cuts), taken: Array<Taken>() }));
try {
  // The first run of each makes what later ones find made.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, folder, taken } of variants) {
      const took = await measured(folder);
      console.log(`${round}: ${name}: ${took.wall.toFixed(1)} s, ${took.processor.toFixed(1)} s of processor time`);
      if (round > 0) taken.push(took);
    }
  }
  const medians = variants.map(({ name, taken }) => ({
    name,
    wall: median(taken.map(({ wall }) => wall)),
    processor: median(taken.map(({ processor }) => processor)),
  }));
  const whole = medians[0];
  const none = medians.at(-1);
  if (whole === undefined || none === undefined) throw new Error('nothing was measured');
  for (const { name, wall, processor } of medians)
    console.log(`${name}: ${wall.toFixed(1)} s, ${processor.toFixed(1)} s of processor time`);
  const [wall, processor] = [whole.wall / none.wall - 1, whole.processor / none.processor - 1];
  console.log(
    `together they add ${percent(wall)} of time, ${percent(processor)} of processor time; limit ${percent(LIMIT)}`,
  );
  // On a machine that others use as well, the clock tells of them; processor time does not.
  process.exitCode = processor <= LIMIT ? 0 : 1;
} finally {
  if (process.exitCode !== undefined)
    for (const { folder } of variants) rmSync(folder, { recursive: true, force: true });
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
