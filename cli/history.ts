import { relative } from 'node:path';
import { historyFolder } from '../lib/report/history/folder.js';
import { readHistory, rememberedTargets } from '../lib/report/history/history.js';
import { printTrends } from '../lib/report/history/print.js';
import { trendsOf } from '../lib/report/history/trends.js';
import { readOptions } from '../lib/run/options.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { readEnvironment } from '../lib/target/files.js';
import { chooseTarget } from '../lib/target/load.js';
import { type RunArguments, variablesFor } from './selection.js';

/** Prints what the runs of a target tell together, for each environment. */
export function history(asked: RunArguments & { readonly json?: true }): number {
  const { values, problems } = readEnvironment(ROOT, { ...processEnvironment(), ...variablesFor(asked) });
  for (const { where, wrong } of problems) console.error(`${where} ${wrong}`);
  if (problems.length > 0) return 2;

  const folder = historyFolder(ROOT, readOptions(values).options.historyFolder);
  const { name } = chooseTarget(ROOT, values);
  const { entries, damaged } = readHistory(folder, name);
  if (damaged > 0) console.error(`${damaged} lines in the history of ${name} cannot be read, and are left out`);
  if (entries.length === 0) {
    console.error(noneYet(name, relative(process.cwd(), folder), rememberedTargets(folder)));
    return 2;
  }
  const trends = trendsOf(entries);
  console.log(asked.json === true ? JSON.stringify(trends, null, 2) : trends.map(printTrends).join('\n'));
  return 0;
}

function noneYet(name: string, folder: string, others: readonly string[]): string {
  const known = others.length === 0 ? '' : `; there is history of: ${others.join(', ')}`;
  return `there is no history of "${name}" in ${folder} yet: every whole run that is judged adds to it, such as \`npx firstlight run --target ${name}\`${known}`;
}
