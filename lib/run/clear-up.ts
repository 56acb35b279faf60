import { writeFileSync } from 'node:fs';
import type { HttpClient } from '../clients/http.js';
import { type Leftover, removerFor, sessionsOf } from '../data/removal.js';
import { unlockRun } from '../data/run-lock.js';
import { madeBy, removeAgain } from '../data/still-listed.js';
import { clearRun } from '../data/sweep.js';
import { observeProfile, type ProfileFacts } from '../probes/platform-profile.js';
import type { TearDown } from '../report/conclude.js';
import { gatherDetails, type IncidentDetails } from '../report/incident-details.js';
import { checkResultOf, testRecordSchema } from '../report/test-record.js';
import type { Target } from '../target/target.js';
import { decide } from '../verdict/decide.js';
import { observationSchema } from '../verdict/evidence.js';
import { loadPolicy } from '../verdict/policy.js';
import type { RunFolder } from './folder.js';
import { clientFor, type Prepared } from './prepare.js';
import { readAll } from './records.js';

/**
 * Asks the target what it knows of the incidents while it still stands, removes what the run has created and its checks have not
 * removed, and writes down what it was told and what could not be removed.
 */
export async function clearUp(prepared: Prepared, folder: RunFolder): Promise<void> {
  const { context, target } = prepared;
  const started = performance.now();
  // First, because what is removed below is logged as well; but whatever becomes of it, the rest has to be removed.
  const incidents = await askTarget(prepared, folder).catch(() => []);
  const http = clientFor(target, context);
  const profile = profileOf(target, http);
  try {
    // What is kept has no lock, and so is swept by no other run; its ledger stays, and tells what it is.
    if (context.keep) unlockRun(context.ledger_folder, context.run_id);
    const leftovers = context.keep ? [] : await removeMade(prepared, http);
    const tearDown: TearDown = {
      seconds: Math.round(performance.now() - started) / 1_000,
      leftovers,
      incidents,
      profile: await profile,
    };
    writeFileSync(folder.leftovers, JSON.stringify(tearDown, null, 2));
  } finally {
    await http.close();
  }
}

/** Removes what the run has created, and looks whether the deployment did as it said. */
async function removeMade({ context, target }: Prepared, http: HttpClient): Promise<Leftover[]> {
  const run = { folder: context.ledger_folder, runId: context.run_id };
  const sessions = sessionsOf(target, http);
  const remover = removerFor(target, http, sessions);
  const made = madeBy(run);
  const leftovers = await clearRun(run.folder, run.runId, remover);
  // A deployment that refuses to remove has been told of already, and may not be there to be asked.
  return leftovers.length > 0 ? leftovers : removeAgain(made, { target, http, sessions, remover, ...run });
}

/** The incidents as the journal shows them: whoever writes the results comes when a platform of our own has ended. */
async function askTarget({ target, environment }: Prepared, folder: RunFolder): Promise<IncidentDetails[]> {
  const evidence = {
    nodes: [...target.nodes],
    observations: readAll(folder.observations, observationSchema),
    checks: readAll(folder.journal, testRecordSchema).flatMap((record) => checkResultOf(record) ?? []),
    errors: [],
    mustVerify: [],
    strict: false,
    levels: [],
    knownIssues: [],
  };
  const { incidents, checks } = decide(evidence, loadPolicy('default'));
  return gatherDetails(incidents, checks, { ...target, environment });
}

/** What the platform knows of its processes; null where the target does not say that it tells. */
async function profileOf({ profile }: Target, http: HttpClient): Promise<ProfileFacts | null> {
  return profile?.url === undefined ? null : observeProfile(http, profile.url, profile.read);
}
