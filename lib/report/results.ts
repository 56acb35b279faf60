import { z } from 'zod';
import {
  checkResultSchema,
  incidentSchema,
  knownIssueSchema,
  nodeSchema,
  observationSchema,
  verdictSchema,
} from '../verdict/evidence.js';
import { policySchema } from '../verdict/policy.js';
import { findingSchema } from '../probes/finding.js';
import { pastSchema } from './history/past.js';

/** The version of the contract. */
export const SCHEMA_VERSION = '1.0';

const stage = z.object({
  duration_s: z.number(),
  status: z.enum(['passed', 'failed', 'skipped']),
});

const counts = {
  total: z.number().int(),
  passed: z.number().int(),
  failed: z.number().int(),
  flaky: z.number().int(),
  blocked: z.number().int(),
  unverified: z.number().int(),
  not_applicable: z.number().int(),
};

/** `results.json`: what every run leaves, whatever happened. All durations carry their unit in their name. */
export const resultsSchema = z.object({
  schema_version: z.string().describe('Major.minor; a reader refuses a major version that it does not know.'),
  run_id: z.string(),
  target: z.string(),
  target_folder: z.string().optional().describe('The folder in `targets/` that describes it.'),
  picked_by: z
    .string()
    .optional()
    .describe('The variables that picked the target, as they are typed before a command.'),
  environment: z.string(),
  selection: z
    .enum(['full', 'probe', 'partial'])
    .describe(
      '`full`: everything that `smoke` covers; `probe`: levels 1 and 2, judged as far as they tell; `partial`: anything else, which is never judged.',
    ),
  shard: z.object({ index: z.number().int(), total: z.number().int() }).nullable(),
  build: z.object({ expected: z.string().nullable(), seen: z.string().nullable(), image_tag: z.string().nullable() }),
  started_at: z.string().describe('ISO 8601, UTC.'),
  completed_at: z.string().describe('ISO 8601, UTC.'),
  exit_code: z.number().int().describe('0: promote. 1: do not promote. 2: it could not be judged.'),
  verdict: verdictSchema
    .nullable()
    .describe('Null when only some of the checks were chosen, for a shard, or when nothing could be judged.'),
  incidents: z.array(incidentSchema),
  stages: z.object({
    infra_deploy: stage,
    seed_data: stage,
    service_deploy: stage,
    integration_tests: stage,
    teardown: stage,
  }),
  levels: z.array(z.object({ level: z.number().int(), duration_s: z.number(), budget_s: z.number() })),
  areas: z.array(z.object({ area: z.string(), ...counts })),
  tests: z.object({ ...counts, warnings: z.number().int(), errors: z.number().int() }),
  checks: z.array(checkResultSchema),
  nodes: z.array(nodeSchema),
  observations: z.array(observationSchema),
  findings: z.array(findingSchema).describe('Findings of no single check: configuration quality, budgets.'),
  known_issues: z
    .array(knownIssueSchema)
    .default([])
    .describe('Checks and services that had no part in the verdict for the time being, and who answers for them.'),
  profiling: z.object({
    endpoints: z
      .record(
        z.string(),
        z.object({
          count: z.number().int(),
          p50_ms: z.number(),
          p95_ms: z.number(),
          p99_ms: z.number(),
          service: z.string().nullable().default(null).describe('The service that the requests were sent to.'),
          budget_ms: z.number().nullable().default(null).describe('What its 95th percentile may be.'),
          sum_ms: z.number().default(0),
          buckets: z
            .array(z.object({ le_ms: z.number(), count: z.number().int() }))
            .default([])
            .describe('How many answers took at most so long, for histograms.'),
        }),
      )
      .describe('Answers by route, as checks and as pages saw them, without the first of each, which warmed it up.'),
    slow_endpoints: z
      .array(z.object({ route: z.string(), p95_ms: z.number(), budget_ms: z.number() }))
      .describe('Routes above their budget, or above what is called slow where they have none.'),
    platform: z
      .object({
        seed_ms: z.number().nullable(),
        services: z.array(
          z.object({
            service: z.string(),
            start_ms: z.number().nullable(),
            peak_memory_bytes: z.number().nullable(),
          }),
        ),
      })
      .nullable()
      .default(null)
      .describe('What the platform told of its own processes when the checks had ended.'),
  }),
  history: pastSchema.optional().describe('What earlier runs tell of this one. Only of a full run that was judged.'),
  leftovers: z.array(z.object({ id: z.string(), kind: z.string(), reason: z.string() })),
  errors: z.array(z.string()).describe('Configuration problems and errors of the run itself, in plain sentences.'),
  demands: z
    .object({
      policy: z.string(),
      must_verify: z.array(z.string()),
      strict: z.boolean(),
      levels: z.array(z.number().int()),
    })
    .describe('What the verdict had to satisfy besides the checks: with it the verdict can be given again.'),
  policy: policySchema
    .optional()
    .describe('The policy as it was applied, so that its file may change and the verdict can still be given again.'),
  partial: z.boolean().describe('True when the run was cut short.'),
});

export type Results = z.infer<typeof resultsSchema>;
