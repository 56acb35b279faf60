import { second } from '../../../verdict/testing/builders.js';
import type { Results } from '../../results.js';
import { aSample, someRecords } from '../../testing/runs.js';
import { assemble } from '../../assemble.js';
import type { Entry } from '../entry.js';

const HOUR = 3_600;

/** A good run of an hour before or after the usual one, in which nothing was measured, unless stated. */
export const anEntry = (hours: number, stated: Partial<Entry> = {}): Entry => ({
  version: 1,
  run_id: `run-${hours}`,
  target: 'shop',
  environment: 'staging',
  build: '1f3c9a',
  started_at: second(hours * HOUR),
  completed_at: second(hours * HOUR + 60),
  decision: 'promote',
  incidents: [],
  checks: { passed: [], failed: [], affected: [], flaky: [], unverified: [] },
  routes: {},
  ...stated,
});

/** A good run in which each route took this long, each time. */
export const measuredEntry = (hours: number, times: Readonly<Record<string, number>>): Entry =>
  anEntry(hours, {
    routes: Object.fromEntries(
      Object.entries(times).map(([route, ms]) => [route, { count: 3, p50_ms: ms, p95_ms: ms * 1.2 }]),
    ),
  });

/** Results of a run in which each route took this long, each time, and so often once it was warm. */
export const measured = (times: Readonly<Record<string, number>>, count = 3): Results =>
  assemble(
    someRecords({
      samples: Object.entries(times).flatMap(([route, ms]) =>
        Array.from({ length: count + 1 }, () => aSample(route, ms)),
      ),
    }),
  );
