import { readFileSync, writeFileSync, existsSync } from 'node:fs';
import { z } from 'zod';
import { findingSchema } from '../probes/finding.js';
import type { Environment } from '../target/env.js';
import { chooseTarget } from '../target/load.js';
import { knownIssueSchema, nodeSchema } from '../verdict/evidence.js';
import { loadPolicy, policySchema } from '../verdict/policy.js';

/** What the target says of response times and of its processes, in milliseconds and bytes. */
export const profileLimitsSchema = z.object({
  /** Where it tells of its processes. */
  url: z.string().nullable(),
  /** The service that stands in front. */
  front: z.string(),
  slow_ms: z.number(),
  routes: z.record(z.string(), z.number()),
  budget: z.partialRecord(z.enum(['seed', 'start', 'memory', 'p95', 'p99']), z.number()),
});

/** What the set-up found and did, for whoever writes the results. */
export const preparationSchema = z.object({
  target: z.string(),
  /** The folder in `targets/` that describes it. */
  folder: z.string(),
  /** The variables that picked it, as they are typed. */
  pickedBy: z.string(),
  environment: z.string(),
  /** What is wrong with the configuration, or with what we start: then nothing could be judged. */
  problems: z.array(z.string()),
  nodes: z.array(nodeSchema),
  findings: z.array(findingSchema),
  build: z.object({ expected: z.string().nullable(), seen: z.string().nullable(), image_tag: z.string().nullable() }),
  /** Seconds that each part took; null for what did not happen. */
  stages: z.object({
    infra_deploy: z.number().nullable(),
    service_deploy: z.number().nullable(),
    seed_data: z.number().nullable(),
  }),
  mustVerify: z.array(z.string()),
  strict: z.boolean(),
  policy: policySchema,
  knownIssues: z.array(knownIssueSchema),
  /** Milliseconds that routes may take at the 95th percentile, by service. */
  budgets: z.record(z.string(), z.number()),
  profile: profileLimitsSchema,
  results_file: z.string().nullable(),
});

export type Preparation = z.infer<typeof preparationSchema>;

export const NOTHING_PREPARED: Preparation = {
  target: 'unknown',
  folder: 'unknown',
  pickedBy: '',
  environment: 'unknown',
  problems: [],
  nodes: [],
  findings: [],
  build: { expected: null, seen: null, image_tag: null },
  stages: { infra_deploy: null, service_deploy: null, seed_data: null },
  mustVerify: [],
  strict: false,
  policy: loadPolicy('default'),
  knownIssues: [],
  budgets: {},
  profile: { url: null, front: 'origin', slow_ms: 500, routes: {}, budget: {} },
  results_file: null,
};

/** What is known of a run that could not be prepared: what it was asked for, as far as the environment tells, and why. */
export const unprepared = (root: string, real: Environment, problems: readonly string[]): Preparation => ({
  ...NOTHING_PREPARED,
  target: chooseTarget(root, real).name,
  environment: real['SMOKE_ENV'] ?? NOTHING_PREPARED.environment,
  problems: [...problems],
  results_file: real['SMOKE_RESULTS_FILE'] ?? null,
});

export const writePreparation = (file: string, preparation: Preparation): void =>
  writeFileSync(file, JSON.stringify(preparation, null, 2));

/** Reads what the set-up left; what it leaves when it did not come to its end is nothing. */
export const readPreparation = (file: string): Preparation =>
  existsSync(file) ? preparationSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : NOTHING_PREPARED;
