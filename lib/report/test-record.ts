import { z } from 'zod';
import { findingSchema } from '../probes/finding.js';
import { checkAboutSchema, lastRequestSchema, NOTES, servicesSchema, withheldSchema } from '../run/check-notes.js';
import type { CheckResult } from '../verdict/evidence.js';
import { reasonIn } from './error-text.js';

/** What the runner says of one test, in plain data: a line of the journal. */
export const testRecordSchema = z.object({
  /** `<describe title> > <test title>`. */
  id: z.string(),
  title: z.string(),
  file: z.string(),
  project: z.string(),
  notes: z.array(z.object({ type: z.string(), description: z.string().optional() })),
  status: z.enum(['passed', 'failed', 'timedOut', 'skipped', 'interrupted', 'not-run']),
  /** It passed only when it was repeated. */
  flaky: z.boolean(),
  error: z.string().nullable(),
  /** ISO 8601; null for one that did not run. */
  started_at: z.string().nullable(),
  duration_ms: z.number(),
  /** The worker's place, from 0; -1 for one that did not run. */
  worker: z.number().int(),
  attachments: z.array(z.object({ name: z.string(), path: z.string() })),
});

export type TestRecord = z.infer<typeof testRecordSchema>;

type Note = TestRecord['notes'][number];

function notesOf<T>(notes: readonly Note[], type: string, schema: z.ZodType<T>): T[] {
  return notes
    .filter((note) => note.type === type)
    .flatMap(({ description }) => (description === undefined ? [] : [schema.parse(JSON.parse(description))]));
}

/** What a test came to, as a check. One that is no check of the suite (it says nothing of itself) gives nothing. */
export function checkResultOf(record: TestRecord): CheckResult | undefined {
  const about = notesOf(record.notes, NOTES.about, checkAboutSchema).at(-1);
  if (about === undefined) return undefined;
  const finding = notesOf(record.notes, NOTES.finding, findingSchema)[0];
  const request = notesOf(record.notes, NOTES.request, lastRequestSchema).at(-1);
  return {
    // What held a check back counts, whatever it made of that.
    ...(withheldOutcome(record) ?? OUTCOMES[record.status](record)),
    id: record.id,
    title: record.title,
    file: record.file,
    project: record.project,
    level: about.level,
    area: about.area,
    critical: about.critical,
    impact: about.impact,
    observe: about.observe,
    foundation: record.notes.some(({ type }) => type === NOTES.foundation),
    needs: about.needs,
    grants: about.grants,
    services: notesOf(record.notes, NOTES.services, servicesSchema).at(-1) ?? about.services,
    cause: finding?.cause ?? null,
    warnings: notesOf(record.notes, NOTES.warning, findingSchema),
    started_at: record.started_at,
    duration_ms: record.duration_ms,
    worker: record.started_at === null ? null : record.worker,
    route: request === undefined ? null : `${request.route} -> ${request.status ?? 'no answer'}`,
    correlation_id: request?.correlation_id ?? null,
    attachments: record.attachments,
  };
}

const told = (error: string | null): string | undefined => (error === null ? undefined : reasonIn(error));

type Came = Pick<CheckResult, 'outcome' | 'reason' | 'blockedBy' | 'unverified'>;

const PASSED: Came = { outcome: 'passed', reason: null, blockedBy: null, unverified: null };

const couldNot = (reason: string): Came => ({ ...PASSED, outcome: 'unverified', reason, unverified: 'could-not' });

const OUTCOMES: Readonly<Record<TestRecord['status'], (record: TestRecord) => Came>> = {
  passed: ({ flaky, error }) => (flaky ? { ...PASSED, outcome: 'flaky', reason: told(error) ?? null } : PASSED),
  failed,
  timedOut: failed,
  interrupted: () => couldNot('the run was stopped while it ran'),
  'not-run': () => couldNot('the run ended before it began'),
  skipped: () => couldNot('it was skipped without a reason that can be judged'),
};

function failed({ error }: TestRecord): Came {
  return { ...PASSED, outcome: 'failed', reason: told(error) ?? 'it failed without a message' };
}

function withheldOutcome(record: TestRecord): Came | undefined {
  const withheld = notesOf(record.notes, NOTES.withheld, withheldSchema).at(-1);
  if (withheld === undefined) return undefined;
  const { outcome, reason } = withheld;
  if (outcome === 'blocked') return { outcome, reason, blockedBy: withheld.by, unverified: null };
  return { outcome, reason, blockedBy: null, unverified: outcome === 'unverified' ? withheld.kind : null };
}
