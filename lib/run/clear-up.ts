import { writeFileSync } from 'node:fs';
import { removerFor } from '../data/removal.js';
import { unlockRun } from '../data/run-lock.js';
import { clearRun } from '../data/sweep.js';
import type { TearDown } from '../report/conclude.js';
import type { RunFolder } from './folder.js';
import { clientFor, type Prepared } from './prepare.js';

/** Removes what the run has created and its checks have not removed, and writes down what could not be removed. */
export async function clearUp({ context, target }: Prepared, folder: RunFolder): Promise<void> {
  const started = performance.now();
  const http = clientFor(target, context.run_id);
  try {
    // What is kept has no lock, and so is swept by no other run; its ledger stays, and tells what it is.
    if (context.keep) unlockRun(context.ledger_folder, context.run_id);
    const leftovers = context.keep
      ? []
      : await clearRun(context.ledger_folder, context.run_id, removerFor(target, http));
    const tearDown: TearDown = { seconds: Math.round(performance.now() - started) / 1_000, leftovers };
    writeFileSync(folder.leftovers, JSON.stringify(tearDown, null, 2));
  } finally {
    await http.close();
  }
}
