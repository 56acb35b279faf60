import { NOTHING_PREPARED } from '../../run/preparation.js';
import type { Sample } from '../../run/records.js';
import type { CheckResult } from '../../verdict/evidence.js';
import { aCheck, aFinding, aLook, second } from '../../verdict/testing/builders.js';
import { HEALTH, looks, outcomes, PATHS, PLATFORM } from '../../verdict/testing/platform.js';
import { assemble, type Recorded } from '../assemble.js';
import type { Results } from '../results.js';

/** An answered request. */
export const aSample = (route: string, ms: number, stated: Partial<Sample> = {}): Sample => ({
  at: second(1),
  service: 'login',
  route,
  method: route.split(' ')[0] ?? 'GET',
  status: 200,
  ms,
  correlation_id: 'r-1',
  error: null,
  ...stated,
});

/** Checks of two workers, one after the other, a second apart. */
const begun = (checks: readonly CheckResult[]): CheckResult[] =>
  checks.map((check, place) => ({ ...check, started_at: second(place + 2), worker: place % 2 }));

/** What a run of a minute recorded in which all was well, unless stated. */
export const someRecords = (stated: Partial<Recorded> = {}): Recorded => ({
  runId: '20260101t000000-ab12',
  preparation: {
    ...NOTHING_PREPARED,
    target: 'shop',
    folder: 'shop',
    environment: 'staging',
    nodes: [...PLATFORM],
    build: { expected: null, seen: '1f3c9a', image_tag: null },
    stages: { infra_deploy: null, service_deploy: 1, seed_data: 1 },
    budgets: { login: 200 },
  },
  checks: begun([...HEALTH, ...PATHS]),
  observations: looks([]),
  samples: [10, 12, 14, 90].map((ms) => aSample('POST /login', ms)),
  leftovers: [],
  profile: null,
  errors: [],
  selection: 'full',
  shard: null,
  startedAt: new Date(second(0)),
  completedAt: new Date(second(60)),
  tearDownSeconds: 1,
  interrupted: false,
  runnerPassed: true,
  ...stated,
});

/** Runs as they happen, by what came of them: for tests, and to look at what is printed. */
export const RUNS = {
  green: () => assemble(someRecords()),
  red: () =>
    assemble(
      someRecords({
        observations: looks(['postgres', 'login', 'files', 'front']),
        checks: outcomes([
          'postgres is healthy',
          'login is healthy',
          'front is healthy',
          'files is healthy',
          'one can sign in',
          'a file can be read back',
          'files have pages',
        ]),
        leftovers: [{ id: 'smoke-20260101t000000-ab12-1', kind: 'file', reason: 'the store did not answer' }],
        runnerPassed: false,
      }),
    ),
  degraded: () =>
    assemble(
      someRecords({
        observations: [
          ...looks([]),
          aLook('redis', { at: second(5), state: 'degraded', findings: [aFinding('redis', { severity: 'warn' })] }),
        ],
        checks: [
          ...HEALTH,
          ...PATHS.map((check) => ({ ...check, warnings: [aFinding('feed', { severity: 'warn' as const })] })),
          aCheck('the store keeps what it is given', {
            level: 3,
            area: 'storage',
            outcome: 'unverified',
            unverified: 'withheld',
            reason: 'the target does not grant `direct`',
          }),
        ],
        samples: [aSample('POST /login', 900)],
      }),
    ),
  chosen: () => assemble(someRecords({ selection: 'partial', checks: [...HEALTH] })),
  stopped: () => assemble(someRecords({ interrupted: true, checks: [...HEALTH] })),
  misconfigured: () =>
    assemble(
      someRecords({
        preparation: { ...NOTHING_PREPARED, target: 'shop', problems: ['SMOKE_ORIGIN is not set'] },
        checks: [],
        observations: [],
        samples: [],
        runnerPassed: false,
      }),
    ),
} as const satisfies Readonly<Record<string, () => Results>>;
