import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Round, ROUNDS } from './fault-rounds.js';
import { type FaultOffer, Platform } from './platform.js';
import { projects } from './suite.js';
import type { Results } from '../lib/report/results.js';

let platform: Platform;
let offers: ReadonlyMap<string, FaultOffer>;
let build: string;

beforeAll(async () => {
  platform = await Platform.start();
  offers = new Map((await platform.faults()).map((fault) => [fault.name, fault]));
  build = await platform.build();
});

afterAll(async () => {
  await platform.stop();
});

const variables = ({ expectBuild, secure }: Pick<Round, 'expectBuild' | 'secure'>): Record<string, string> => ({
  ...platform.variables,
  ...(expectBuild && { SMOKE_EXPECT_BUILD: build }),
  ...(secure && { SMOKE_ORIGIN: platform.secureOrigin }),
});

type Check = Results['checks'][number];

/** The faults that a check is expected to show. */
const shownBy = (
  { id }: Check,
  faults: readonly FaultOffer[],
  ...kinds: readonly ('expects' | 'warns')[]
): FaultOffer[] => faults.filter((fault) => kinds.some((kind) => fault[kind].includes(id)));

const idsOf = (checks: readonly Check[]): string[] => checks.map(({ id }) => id).toSorted();

const anyOf = (faults: readonly FaultOffer[]): RegExp => new RegExp(faults.map(({ because }) => because).join('|'));

/** Everything that a check says of what it saw. */
const saidBy = ({ reason, warnings }: Check): string => [reason, ...warnings.map(({ code }) => code)].join(' ');

/** Checks that did not run to their end, of which no fault says so: `a > b: blocked by redis`. */
function unexplained(faults: readonly FaultOffer[], checks: readonly Check[]): string[] {
  return checks
    .filter(({ outcome, blockedBy }) =>
      outcome === 'blocked'
        ? !faults.some(({ blocks }) => blocks !== null && blocks === blockedBy)
        : outcome === 'unverified' || outcome === 'flaky',
    )
    .map(({ id, outcome, blockedBy, reason }) => `${id}: ${outcome} by ${blockedBy}: ${reason}`);
}

const TITLED = ROUNDS.map((round) => [round.faults.join(', '), round.run.join(', '), round] as const);

test.each(TITLED)('%s turn their checks red in %s, and no other', async (_faults, _run, round) => {
  const on = round.faults.map((name) => offers.get(name)).filter((fault) => fault !== undefined);
  expect(on.map(({ name }) => name)).toEqual(round.faults);
  try {
    for (const { name } of on) await platform.switchOn(name);
    const { results, code, output } = await projects(round.run, variables(round), round.grep);
    if (results === undefined) throw new Error(`the run left no results:\n${output}`);
    const { checks } = results;

    const red = checks.filter(({ outcome }) => outcome === 'failed');
    expect(idsOf(red)).toEqual(idsOf(checks.filter((check) => shownBy(check, on, 'expects').length > 0)));
    expect(unexplained(on, checks)).toEqual([]);
    const blockers = new Set(checks.flatMap(({ blockedBy }) => blockedBy ?? []));
    expect(blockers).toEqual(new Set(on.flatMap(({ blocks }) => blocks ?? [])));

    const shown = new Set<FaultOffer>();
    for (const check of checks) {
      const because = shownBy(check, on, 'expects', 'warns');
      if (because.length > 0) expect(saidBy(check), check.id).toMatch(anyOf(because));
      for (const fault of because) shown.add(fault);
    }
    expect(shown).toEqual(new Set(on));
    expect(code).toBe(1);
  } finally {
    await platform.heal();
  }
});

test('that nobody can sign in is told once, and what needs people is unverified', async () => {
  await platform.switchOn('sign-in-crashes');
  try {
    const { results, code } = await projects(['websocket', 'api'], variables({}), 'notifications|sign-in|resource');
    const checks = (results?.checks ?? []).filter(({ area }) => area !== 'authentication');

    expect(results?.incidents).toMatchObject([{ root: 'sign-in > a member signs in with the right password' }]);
    // Each of the five accounts is tried once; at worst by both workers at the same time.
    expect(checks.filter(({ outcome }) => outcome === 'failed').length).toBeLessThanOrEqual(10);
    const unverified = checks.filter(({ outcome }) => outcome === 'unverified');
    expect(unverified.length).toBeGreaterThan(10);
    expect(unverified.filter(({ reason }) => reason?.includes('SMOKE_SIGN_IN_REFUSED') !== true)).toEqual([]);
    expect(code).toBe(1);
  } finally {
    await platform.heal();
  }
});

test('that nothing is kept that is created is one incident, and not one for each check that creates', async () => {
  await platform.switchOn('items-not-kept');
  try {
    const { results, code } = await projects(['api'], variables({}), 'resource ');
    const red = results?.checks.filter(({ outcome, area }) => outcome === 'failed' && area !== 'security') ?? [];

    expect(red.length).toBeGreaterThan(5);
    const [incident] = results?.incidents.filter(({ explains }) => explains.length > 1) ?? [];
    expect(incident?.root).toMatch(/^resource \w+ > a created item can be read$/);
    expect(incident?.summary).toContain('more that stand on it, though assessment is healthy');
    expect(red.filter(({ id }) => incident?.explains.includes(id) !== true).map(({ id }) => id)).toEqual([]);
    expect(code).toBe(1);
  } finally {
    await platform.heal();
  }
});

test('what is said to be removed and is not is told, and removed by the next run', async () => {
  await platform.switchOn('upload-not-removed');
  let left: Results['leftovers'] = [];
  try {
    const { results, output } = await projects(['api'], variables({}), 'uploads');
    left = results?.leftovers ?? [];

    expect(left.length).toBeGreaterThan(1);
    for (const { kind, reason } of left)
      expect(`${kind}: ${reason}`).toMatch(/^upload: DELETE \S+ answered 204, and it is still listed$/);
    expect(output).toContain('left behind: upload ');
  } finally {
    await platform.heal();
  }

  const { results, output } = await projects(['api'], variables({}), 'uploads');

  expect(output).toMatch(/swept what run \S+ left\n/);
  expect(results).toMatchObject({ leftovers: [] });
});

describe('healed of all that', () => {
  let results: Results | undefined;
  let code: number | null;

  beforeAll(async () => {
    ({ results, code } = await projects(['smoke', 'a11y'], variables({ expectBuild: true })));
  });

  test('every check is green again', () => {
    expect(results?.checks.filter(({ outcome }) => !['passed', 'not-applicable'].includes(outcome))).toEqual([]);
    expect(results?.verdict?.decision).toBe('promote');
    expect(code).toBe(0);
  });

  test('every check that lands has a fault', () => {
    const expected = new Set([...offers.values()].flatMap(({ expects }) => expects));
    const without = results?.checks
      .filter(({ outcome, area, id }) => outcome === 'passed' && area !== 'preflight' && !expected.has(id))
      .map(({ id }) => id);
    expect(without).toEqual([]);
  });
});
