import fc from 'fast-check';
import { CAUSES } from '../../probes/finding.js';
import { policySchema, type Policy } from '../policy.js';
import type { CheckResult, Evidence, Node, Observation } from '../evidence.js';
import { aCheck, aFinding, aLook, aNode, second, someEvidence } from './builders.js';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

const few = (pool: readonly string[], most: number): fc.Arbitrary<string[]> =>
  fc.subarray([...pool], { maxLength: Math.min(most, pool.length) });

const oneIn = (chances: number): fc.Arbitrary<boolean> =>
  fc.integer({ min: 1, max: chances }).map((chance) => chance === chances);

/** Mostly none. */
const seldom = (some: fc.Arbitrary<string[]>): fc.Arbitrary<string[]> =>
  fc.tuple(oneIn(4), some).map(([yes, items]) => (yes ? items : []));

const node = (name: string, names: readonly string[], ways: readonly string[]): fc.Arbitrary<Node> =>
  fc
    .record({
      dependsOn: few(names, 3),
      via: ways.length === 0 ? fc.constant(null) : fc.option(fc.constantFrom(...ways)),
      critical: fc.boolean(),
      external: oneIn(6),
    })
    .map((stated) => aNode(name, stated));

const look = (service: string, names: readonly string[], seconds: number): fc.Arbitrary<Observation> =>
  fc
    .record({
      state: fc.constantFrom('healthy', 'failing', 'failing', 'degraded', 'unseen', 'unseen'),
      throughVia: fc.boolean(),
      accuses: seldom(few(names, 3)),
      clears: seldom(few(names, 2)),
      at: fc.integer({ min: 0, max: seconds }).map(second),
      cause: fc.oneof(fc.constantFrom(...CAUSES), fc.constant('not-started' as const)),
    })
    .map(({ cause, ...stated }) =>
      aLook(service, { ...stated, findings: stated.state === 'failing' ? [aFinding(service, { cause })] : [] }),
    );

const check = (id: string, names: readonly string[], blockers: readonly string[]): fc.Arbitrary<CheckResult> =>
  fc
    .record({
      services: few(names, 2),
      level: fc.integer({ min: 1, max: 4 }),
      area: fc.constantFrom('services', 'health', 'database', 'browser'),
      critical: fc.boolean(),
      observe: oneIn(8),
      needs: few(['uploads', 'web'], 2),
      outcome: fc.constantFrom('passed', 'failed', 'flaky', 'blocked', 'unverified', 'not-applicable'),
      unverified: fc.constantFrom('withheld', 'could-not'),
      blocker: fc.nat(),
      cause: fc.option(fc.constantFrom('data', 'erroring')),
      reason: fc.option(fc.constantFrom('it is 7', 'it is 8', 'no')),
    })

    .map(({ unverified, blocker, ...stated }) => {
      const able = [...stated.services, ...blockers, null];
      return aCheck(id, {
        ...stated,
        unverified: stated.outcome === 'unverified' ? unverified : null,
        blockedBy: stated.outcome === 'blocked' ? (able[blocker % able.length] ?? null) : null,
      });
    });

const checks = (names: readonly string[], min: number, blockers: readonly string[]): fc.Arbitrary<CheckResult[]> =>
  fc
    .integer({ min, max: 6 })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, place) => check(`check ${place}`, names, blockers))));

const someNames = fc.integer({ min: 1, max: NAMES.length }).map((size) => NAMES.slice(0, size));

/**
 * Runs in which each service was looked at once, all at the same moment, and is reached only through earlier ones:
 * what the oracle of blame understands. What depends on what is free, cycles included.
 */
export const simpleRuns: fc.Arbitrary<Evidence> = someNames.chain((names) =>
  fc
    .record({
      nodes: fc.tuple(...names.map((name, place) => node(name, names, names.slice(0, place)))),
      observations: fc.tuple(...names.map((name) => look(name, names, 0))),
      checks: checks(names, 0, ['nobody']),
    })
    .map(someEvidence),
);

/** Runs of every kind, with at least one check. */
export const runs: fc.Arbitrary<Evidence> = someNames.chain((names) =>
  fc
    .record({
      nodes: fc.tuple(...names.map((name) => node(name, [...names, 'nobody'], [...names, 'nobody']))),
      observations: fc.array(
        fc.constantFrom(...names).chain((name) => look(name, names, 4)),
        { maxLength: 12 },
      ),
      checks: checks(names, 1, [...names, 'nobody']),
      errors: seldom(fc.constant(['the journal is missing'])),
      mustVerify: seldom(few(['uploads', 'direct', 'check 0'], 2)),
      strict: oneIn(6),
      levels: fc.subarray([1, 2, 3, 4], { maxLength: 2 }),
    })
    .map(someEvidence),
);

const share = fc.constantFrom({ moreThan: 0 }, { moreThan: 20 }, { moreThan: 50 }, { atLeast: 20 }, { atLeast: 100 });

/** Policies of any target's own. */
export const policies: fc.Arbitrary<Policy> = fc
  .record({
    services: fc.record({
      failing: fc.constantFrom('investigate', 'rollback'),
      suspected: fc.constantFrom('promote', 'investigate', 'rollback'),
      external: fc.constantFrom('promote', 'investigate'),
    }),
    flaky: fc.constantFrom('holds', 'passes'),
    rules: fc.array(
      fc.record({
        code: fc.constantFrom('first', 'second'),
        decision: fc.constantFrom('investigate', 'rollback'),
        of: fc.record(
          {
            levels: fc.subarray([1, 2, 3, 4], { minLength: 1 }),
            areas: fc.subarray(['services', 'health', 'database'], { minLength: 1 }),
            critical: fc.constant(true),
            evident: fc.constant(true),
          },
          { requiredKeys: [] },
        ),
        failing: share,
      }),
      { maxLength: 3 },
    ),
  })
  .map((stated) => policySchema.parse({ name: 'own', version: 1, description: '', promote: 'fine', ...stated }));
