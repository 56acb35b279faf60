import { z } from 'zod';
import {
  checkResultSchema,
  incidentSchema,
  nodeSchema,
  observationSchema,
  verdictSchema,
} from '../verdict/evidence.js';
import { findingSchema } from '../probes/finding.js';

/** The version of the contract. A reader refuses a major version that it does not know. */
export const SCHEMA_VERSION = '1.0';

const stage = z.object({
  /** Seconds. */
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
  schema_version: z.string(),
  run_id: z.string(),
  target: z.string(),
  environment: z.string(),
  /** `full`: everything that `smoke` covers; `partial`: anything narrower, which is never judged. */
  selection: z.enum(['full', 'partial']),
  shard: z.object({ index: z.number().int(), total: z.number().int() }).nullable(),
  build: z.object({ expected: z.string().nullable(), seen: z.string().nullable(), image_tag: z.string().nullable() }),
  /** ISO 8601, UTC. */
  started_at: z.string(),
  completed_at: z.string(),
  exit_code: z.number().int(),
  verdict: verdictSchema.nullable(),
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
  /** Findings of no single check: configuration quality, budgets. */
  findings: z.array(findingSchema),
  profiling: z.object({
    endpoints: z.record(
      z.string(),
      z.object({ count: z.number().int(), p50_ms: z.number(), p95_ms: z.number(), p99_ms: z.number() }),
    ),
    slow_endpoints: z.array(z.object({ route: z.string(), p95_ms: z.number(), budget_ms: z.number() })),
  }),
  leftovers: z.array(z.object({ id: z.string(), kind: z.string(), reason: z.string() })),
  /** Configuration problems and errors of the run itself, in plain sentences. */
  errors: z.array(z.string()),
  /** What the verdict had to satisfy besides the checks, so that it can be given again from this file alone. */
  demands: z.object({
    policy: z.string(),
    must_verify: z.array(z.string()),
    strict: z.boolean(),
    levels: z.array(z.number().int()),
  }),
  /** True when the run was cut short. */
  partial: z.boolean(),
});

export type Results = z.infer<typeof resultsSchema>;
