import { z } from 'zod';
import type { Results } from '../results.js';

const ids = z.array(z.string());

/** A line of a target's history: what is worth knowing of a run after its folder is gone. */
export const entrySchema = z.object({
  version: z.literal(1),
  run_id: z.string(),
  target: z.string(),
  environment: z.string(),
  build: z.string().nullable(),
  started_at: z.iso.datetime(),
  completed_at: z.iso.datetime(),
  decision: z.enum(['promote', 'investigate', 'rollback']),
  incidents: z.array(z.object({ root: z.string(), kind: z.enum(['service', 'check']), suspected: z.boolean() })),
  /** Ids by what came of them. What was not applicable is left out. */
  checks: z.object({
    passed: ids,
    /** Failed although all that they need was well. */
    failed: ids,
    /** Failed or held back because a service was not well. */
    affected: ids,
    flaky: ids,
    unverified: ids,
  }),
  routes: z.record(z.string(), z.object({ count: z.number().int(), p50_ms: z.number(), p95_ms: z.number() })),
});

export type Entry = z.infer<typeof entrySchema>;

/** Seconds that a run took. */
export const secondsOf = ({ started_at, completed_at }: Pick<Entry, 'started_at' | 'completed_at'>): number =>
  (Date.parse(completed_at) - Date.parse(started_at)) / 1_000;

/** What history keeps of a run; undefined of one that gave no verdict on the whole deployment. Pure. */
export function entryOf(results: Results): Entry | undefined {
  const { selection, verdict, incidents, checks, profiling } = results;
  if (selection !== 'full' || verdict === null) return undefined;
  const explained = new Set(incidents.flatMap(({ kind, explains }) => (kind === 'service' ? explains : [])));
  const idsOf = (is: (check: Results['checks'][number]) => boolean): string[] => checks.filter(is).map(({ id }) => id);
  return {
    version: 1,
    run_id: results.run_id,
    target: results.target,
    environment: results.environment,
    build: results.build.seen,
    started_at: results.started_at,
    completed_at: results.completed_at,
    decision: verdict.decision,
    incidents: incidents.map(({ root, kind, suspected }) => ({ root, kind, suspected })),
    checks: {
      passed: idsOf(({ outcome }) => outcome === 'passed'),
      failed: idsOf(({ outcome, id }) => outcome === 'failed' && !explained.has(id)),
      affected: idsOf(({ outcome, id }) => outcome === 'blocked' || (outcome === 'failed' && explained.has(id))),
      flaky: idsOf(({ outcome }) => outcome === 'flaky'),
      unverified: idsOf(({ outcome }) => outcome === 'unverified'),
    },
    routes: Object.fromEntries(
      Object.entries(profiling.endpoints).map(([route, { count, p50_ms, p95_ms }]) => [
        route,
        { count, p50_ms, p95_ms },
      ]),
    ),
  };
}
