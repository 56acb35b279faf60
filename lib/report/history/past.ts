import { z } from 'zod';

const run = { run_id: z.string(), started_at: z.string(), build: z.string().nullable() };

const usual = z.object({ usual_ms: z.number(), limit_ms: z.number() });

/** What earlier runs of the target tell of this one: for whoever reads its results and has no history at hand. */
export const pastSchema = z.object({
  runs: z.number().int().describe('Earlier runs of this target and environment that are known.'),
  recent: z
    .array(z.object({ ...run, decision: z.enum(['promote', 'investigate', 'rollback']), duration_s: z.number() }))
    .describe('The last of them, oldest first, at most 20.'),
  last_good: z.object(run).nullable().describe('The last of them that was promoted.'),
  turned_red: z.array(z.string()).describe('Checks that passed when they were last executed, and fail now.'),
  since: z
    .record(z.string(), z.object({ ...run, runs: z.number().int() }))
    .describe('By the root of an incident that earlier runs in a row had too: the first of them, and how many.'),
  routes: z
    .record(z.string(), z.object({ p50: usual, p95: usual, p50_ms: z.array(z.number()), p95_ms: z.array(z.number()) }))
    .describe(
      'By route that was measured in enough good runs: what is usual, what is slower, and the times themselves.',
    ),
});

export type Past = z.infer<typeof pastSchema>;
