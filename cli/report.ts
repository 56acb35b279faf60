import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { lendHistory } from '../lib/report/history/allure.js';
import { historyFolder } from '../lib/report/history/folder.js';
import { resultsSchema, type Results } from '../lib/report/results.js';
import { readOptions } from '../lib/run/options.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { readEnvironment } from '../lib/target/files.js';
import { suggest } from '../lib/target/nearest.js';
import { playwright } from './runner.js';

// Its package gives no other way to its command.
const ALLURE = join(ROOT, 'node_modules', 'allure', 'cli.js');
const LATEST = join(ROOT, 'reports', 'latest');

/** Opens the last run's reports; makes Allure's first when it is asked for. */
export async function report(asked: { allure?: true; trace?: string }): Promise<number> {
  if (!existsSync(LATEST)) {
    console.error('there is no run yet: `npx firstlight run` makes one');
    return 2;
  }
  if (asked.trace !== undefined) return openTrace(asked.trace);
  if (asked.allure === true) return makeAllure();
  const pages = [join(LATEST, 'index.html'), join(LATEST, 'playwright-report', 'index.html')].filter((page) =>
    existsSync(page),
  );
  for (const page of pages) console.log(page);
  const [first] = pages;
  if (first !== undefined) open(first);
  return 0;
}

function readResults(): Results {
  return resultsSchema.parse(JSON.parse(readFileSync(join(LATEST, 'results.json'), 'utf8')));
}

async function openTrace(check: string): Promise<number> {
  const traces = new Map(
    readResults().checks.flatMap(({ id, attachments }) => {
      const trace = attachments.find(({ name }) => name === 'trace');
      return trace === undefined ? [] : [[id, trace.path] as const];
    }),
  );
  const path = traces.get(check);
  if (path !== undefined) return (await playwright(['show-trace', join(LATEST, path)])).code;
  console.error(`"${check}" left no trace in the last run. ${suggest(check, [...traces.keys()])}`);
  return 2;
}

async function makeAllure(): Promise<number> {
  const { target, target_folder, run_id } = readResults();
  const name = `Firstlight ${run_id}`;
  const folder = historyFolder(
    ROOT,
    readOptions(readEnvironment(ROOT, processEnvironment()).values).options.historyFolder,
  );
  const history = lendHistory(folder, target_folder ?? target, name, join(LATEST, 'allure-history.jsonl'));
  const output = join(LATEST, 'allure-report');
  rmSync(output, { recursive: true, force: true });
  const code = await allure(name, output, history.copy);
  if (code !== 0) return code;
  history.takeBack();
  const page = join(output, 'index.html');
  console.log(page);
  open(page);
  return 0;
}

const allure = (name: string, output: string, history: string): Promise<number> =>
  new Promise((settle) => {
    const args = [
      ALLURE,
      'awesome',
      '--single-file',
      '--group-by',
      'parentSuite,suite,subSuite',
      '--report-name',
      name,
      '--history-path',
      history,
      join(LATEST, 'allure-results'),
      '--output',
      output,
    ];
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' });
    child.once('error', () => settle(2));
    child.once('close', (ended) => settle(ended ?? 2));
  });

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, string>>> = { darwin: 'open', linux: 'xdg-open' };

/** Shows a page to a person, where there is one. */
function open(page: string): void {
  const opener = OPENERS[process.platform];
  if (!process.stdout.isTTY || opener === undefined) return;
  // No desktop is no error: the path has been printed.
  spawn(opener, [page], { detached: true, stdio: 'ignore' })
    .on('error', () => undefined)
    .unref();
}
