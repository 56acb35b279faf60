import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { annotationsIn } from '../lib/report/pipelines/github.js';
import { evidenceIn, judgeAgain } from '../lib/report/replay.js';
import { type Results, resultsSchema } from '../lib/report/results.js';
import { printSummary } from '../lib/report/summary.js';
import { printProblem } from '../lib/run/errors.js';
import { folderAt } from '../lib/run/folder.js';
import { readOptions } from '../lib/run/options.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { policyIn } from '../lib/run/target-folder.js';
import { readEnvironment } from '../lib/target/files.js';
import { mergeShards } from '../lib/verdict/merge.js';

/** Gives the verdict on one run's results, or on all of its shards together. The same files give the same bytes. */
export async function verdict(
  files: readonly string[],
  { policy, json, output }: { policy?: string; json?: true; output?: string },
): Promise<number> {
  const read = files.map(readResults);
  const wrong = read.filter((each) => typeof each === 'string');
  const results = read.filter((each) => typeof each !== 'string');
  const [first] = results;
  if (wrong.length > 0 || first === undefined) {
    for (const problem of wrong) console.error(problem);
    return 2;
  }
  const merged = mergeShards(
    results.map((each) => ({
      target: each.target,
      environment: each.environment,
      build: each.build.seen,
      shard: each.shard,
      evidence: evidenceIn(each),
    })),
  );
  if (!merged.ok) {
    console.error(`these results cannot be judged together: ${merged.text}`);
    return 2;
  }
  const folder = { root: ROOT, name: first.target_folder ?? first.target };
  const chosen = policy === undefined ? undefined : policyIn(folder, policy, '--policy');
  if (chosen !== undefined && chosen.problems.length > 0) {
    for (const problem of chosen.problems) console.error(printProblem(problem));
    return 2;
  }
  const again = judgeAgain(results, merged.evidence, chosen?.policy);
  const judged = output === undefined ? again : await leaveAt(output, again, results.length);
  console.log(
    json === true ? JSON.stringify(judged, null, 2) : printSummary(judged, { folder: output ?? files.join(', ') }),
  );
  if (json !== true) for (const lines of annotationsIn(processEnvironment(), judged)) console.log(lines);
  return judged.exit_code;
}

/** Writes all that a run leaves. What its shards come to together is a run's verdict, is remembered and told as such. */
async function leaveAt(output: string, results: Results, shards: number): Promise<Results> {
  const { leave, writeReports } = await import('../lib/report/leave.js');
  const folder = folderAt(output);
  if (shards > 1) {
    const pipeline = processEnvironment();
    const { options, problems } = readOptions(readEnvironment(ROOT, pipeline).values);
    for (const problem of problems) console.error(printProblem(problem));
    return leave(results, { root: ROOT, folder, options, pipeline });
  }
  writeReports(results, folder);
  return results;
}

/** The results in a file, or what is wrong with it. */
function readResults(file: string): Results | string {
  if (!existsSync(file)) return `${file}: there is no such file`;
  try {
    const parsed = resultsSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : `${file}: these are not results of a run:\n${z.prettifyError(parsed.error)}`;
  } catch {
    return `${file}: this is not JSON`;
  }
}
