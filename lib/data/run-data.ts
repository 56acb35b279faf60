import { z } from 'zod';
import { Api } from '../clients/api.js';
import type { HttpClient } from '../clients/http.js';
import { beginSession } from '../clients/session.js';
import type { Target } from '../target/target.js';
import { attemptItem, attemptUpload, created } from './create.js';
import { buildDocument } from './document.js';
import type { Ledger } from './ledger.js';
import { namesFor } from './names.js';

/** What the set-up has created for all checks of a run, through the target's own API, as `member`. */
export const runDataSchema = z.object({
  /** A document; null where the target takes none, or nothing may be written. */
  document: z.object({ id: z.string(), title: z.string(), text: z.string() }).nullable(),
  /** An item of each resource, by the resource's name. */
  items: z.record(z.string(), z.object({ id: z.string(), name: z.string() })),
  /** Why something that should be there is not. */
  missing: z.string().nullable(),
});

export type RunData = z.infer<typeof runDataSchema>;

/** What a run has that creates nothing. */
export const NO_RUN_DATA: RunData = { document: null, items: {}, missing: null };

/** Creates the run data. Never throws: what could not be created is told to the checks that need it. */
export async function createRunData(target: Target, http: HttpClient, ledger: Ledger, runId: string): Promise<RunData> {
  const { uploads, resources = {}, auth } = target.capabilities;
  if (auth === undefined || target.accounts.member === undefined) return NO_RUN_DATA;
  const aName = namesFor(runId, 'run');
  try {
    const member = new Api(http, await beginSession(http, target, 'member'));
    // Each by itself: that one cannot be created is no reason for the checks of another to fail.
    const [document, ...items] = await Promise.allSettled([
      uploads === undefined ? null : uploadOne(member, uploads, aName(), ledger),
      ...Object.entries(resources).map(async ([kind, resource]) => {
        const name = aName();
        const id = created(await attemptItem(member, resource, kind, name, ledger), resource.createdStatus);
        return [kind, { id, name }] as const;
      }),
    ]);
    const failures = [document, ...items].flatMap((each) =>
      each.status === 'rejected' ? [messageOf(each.reason)] : [],
    );
    return {
      document: document.status === 'fulfilled' ? document.value : null,
      items: Object.fromEntries(items.flatMap((item) => (item.status === 'fulfilled' ? [item.value] : []))),
      missing: failures.length === 0 ? null : failures.join('; '),
    };
  } catch (error) {
    return { ...NO_RUN_DATA, missing: messageOf(error) };
  }
}

type Uploads = NonNullable<Target['capabilities']['uploads']>;

async function uploadOne(api: Api, uploads: Uploads, name: string, ledger: Ledger): Promise<RunData['document']> {
  const { title, text, ...rest } = buildDocument({ name, ...uploads.accepts });
  const attempt = await attemptUpload(api, uploads, { title, text, ...rest }, ledger);
  return { title, text, id: created(attempt, uploads.createdStatus) };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
