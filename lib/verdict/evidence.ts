import { z } from 'zod';
import { CAUSES, findingSchema } from '../probes/finding.js';

/** A service as blame sees it: what it needs and through what it is reached. */
export const nodeSchema = z.object({
  name: z.string(),
  kind: z.string(),
  dependsOn: z.array(z.string()),
  /** The service through which we reach it; null when nothing of the target stands between. */
  via: z.string().nullable(),
  critical: z.boolean(),
  external: z.boolean(),
});

/** One look at one service during the run. A service may be looked at many times. */
export const observationSchema = z.object({
  service: z.string(),
  /** Which of its routes was asked, where that was another than the one that tells most of it: `ready`. */
  route: z.string().nullable().default(null),
  /** ISO 8601. */
  at: z.string(),
  /** `unseen`: we may not or cannot look at it (no grant `direct`, no address). */
  state: z.enum(['healthy', 'degraded', 'failing', 'unseen']),
  /** Milliseconds that the look took. */
  ms: z.number().nullable().default(null),
  /** True when the look went through the service's `via`, so that a dead `via` makes it say nothing. */
  throughVia: z.boolean(),
  findings: z.array(findingSchema),
  /** What its own health body says of its dependencies, by the names that the target knows. */
  accuses: z.array(z.string()).default([]),
  /** Those of which it says that they are well. */
  clears: z.array(z.string()).default([]),
});

export const OUTCOMES = ['passed', 'failed', 'flaky', 'blocked', 'unverified', 'not-applicable'] as const;

/** What one check came to. */
export const checkResultSchema = z.object({
  /** `<describe title> > <test title>`: unique in a run, and what faults and known issues name. */
  id: z.string(),
  title: z.string(),
  file: z.string(),
  project: z.string(),
  level: z.number().int().min(1).max(4),
  area: z.string(),
  critical: z.boolean(),
  /** What a red one means for people: "nobody can hand in work". */
  impact: z.string(),
  /** Observed only: it runs and is shown, and never moves a verdict. */
  observe: z.boolean().default(false),
  /** The others of its describe stand on it: where it fails, they fail with it. */
  foundation: z.boolean().default(false),
  /** The capabilities that it needs. */
  needs: z.array(z.string()),
  /** The grants that it needs. */
  grants: z.array(z.string()).default([]),
  /** The services that it needs, directly: the accused when it fails while all of them are healthy. */
  services: z.array(z.string()),
  outcome: z.enum(OUTCOMES),
  /** Why it is not `passed`: the error's first line, what blocks it, what could not be verified. */
  reason: z.string().nullable(),
  /** The service that blocks it. */
  blockedBy: z.string().nullable(),
  /** For `unverified`: `withheld` by the target itself (a grant not given), or it `could-not` be done in this run. */
  unverified: z.enum(['withheld', 'could-not']).nullable(),
  cause: z.enum(CAUSES).nullable(),
  warnings: z.array(findingSchema),
  /** ISO 8601; null for one that did not run. */
  started_at: z.string().nullable().default(null),
  duration_ms: z.number(),
  /** The place, from 0, of the worker that ran it; those that run at the same time have different ones. */
  worker: z.number().int().nullable().default(null),
  /** For grouping failures of one service and route: `POST /v1/auth/login -> 500`. */
  route: z.string().nullable(),
  correlation_id: z.string().nullable(),
  /** Paths of its trace and screenshots, relative to the run's folder. */
  attachments: z.array(z.object({ name: z.string(), path: z.string() })),
});

const text = z.string().trim().min(1);

/** A check or service that must not move the verdict for the time being, with who answers for it. */
export const knownIssueSchema = z
  .strictObject({
    /** The id of a check. */
    check: text.optional(),
    service: text.optional(),
    /** `known-issue`: broken, and somebody is at it. `quarantine`: not to be trusted. Both still run and are shown. */
    kind: z.enum(['known-issue', 'quarantine']),
    owner: text,
    reason: text,
    /** The last day on which it holds, `YYYY-MM-DD`, UTC. */
    expires: z.iso.date(),
  })
  .refine(({ check, service }) => (check === undefined) !== (service === undefined), {
    error: 'names either a check or a service',
  });

/** All that a verdict rests on. Pure data: the same evidence gives the same verdict. */
export const evidenceSchema = z.object({
  nodes: z.array(nodeSchema),
  observations: z.array(observationSchema),
  checks: z.array(checkResultSchema),
  /** Problems of the run itself: a journal that is missing, a reporter that failed, a shard that executed nothing. */
  errors: z.array(z.string()),
  /** Capabilities, grants or checks that the target insists on having verified. */
  mustVerify: z.array(z.string()),
  /** With it every `unverified` holds back. */
  strict: z.boolean(),
  /** Levels in which the target declares checks. */
  levels: z.array(z.number().int()),
  /** What has no part in the verdict for the time being. */
  knownIssues: z.array(knownIssueSchema),
});

export const incidentSchema = z.object({
  /** The service at the root; a check's id when everything that it needs is healthy ("healthy, but broken"). */
  root: z.string(),
  kind: z.enum(['service', 'check']),
  /** The root was not seen failing but follows from its dependents. */
  suspected: z.boolean(),
  /** The services of a cycle, when the root is one; else just the root. */
  members: z.array(z.string()),
  critical: z.boolean(),
  external: z.boolean(),
  cause: z.enum(CAUSES),
  /** One line a person can read aloud. */
  summary: z.string(),
  hint: z.string(),
  findings: z.array(findingSchema),
  /** Services that fail or are unknown because of it. */
  affects: z.array(z.string()),
  /** Ids of the checks that it explains. */
  explains: z.array(z.string()),
  correlation_ids: z.array(z.string()),
  /** The last that the root logged, where the target gives its logs. */
  log_lines: z.array(z.string()),
  /** Where the traces of its requests are shown, where the target says so. */
  traces: z.array(z.object({ correlation_id: z.string(), url: z.string() })).default([]),
});

export const reasonSchema = z.object({ code: z.string(), text: z.string(), checks: z.array(z.string()) });

export const verdictSchema = z.object({
  decision: z.enum(['promote', 'investigate', 'rollback']),
  policy: z.string(),
  /** The smallest set of reasons that forces the decision. */
  reasons: z.array(reasonSchema),
});

export type Node = z.infer<typeof nodeSchema>;
export type Observation = z.infer<typeof observationSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
export type Outcome = CheckResult['outcome'];
export type KnownIssue = z.infer<typeof knownIssueSchema>;
export type Evidence = z.infer<typeof evidenceSchema>;
export type Incident = z.infer<typeof incidentSchema>;
export type Reason = z.infer<typeof reasonSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
