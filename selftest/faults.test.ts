import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FaultOffer, Platform } from './platform.js';
import { projects } from './suite.js';

/**
 * Faults that are on together, and the projects that are run then. Faults of one round harm different checks, so that
 * each red still has one reason. Whatever else is red in these projects is a defect of the suite.
 */
const ROUNDS: ReadonlyArray<{
  readonly run: readonly string[];
  readonly grep?: string;
  readonly faults: readonly string[];
}> = [
  {
    run: ['preflight'],
    faults: ['clock-behind', 'build-unnamed', 'seed-item-renamed', 'seed-document-lost', 'seed-result-unfinished'],
  },
  {
    run: ['health'],
    faults: [
      'not-alive',
      'not-ready',
      'database-unreached',
      'database-undescribed',
      'metrics-broken',
      'liveness-hangs',
    ],
  },
  { run: ['health'], faults: ['health-unavailable'] },
  { run: ['health'], faults: ['health-page'] },
  {
    run: ['api', 'websocket'],
    faults: ['sign-in-useless', 'upload-byte-changed', 'item-pages-lose-items', 'ranking-reversed', 'feed-open-to-all'],
  },
  {
    run: ['api', 'websocket'],
    faults: [
      'wrong-password-admitted',
      'upload-unlimited',
      'item-filter-too-wide',
      'results-shown-to-strangers',
      'feed-takes-any-token',
    ],
  },
  {
    run: ['api', 'websocket'],
    faults: ['anonymous-admitted', 'upload-of-any-type', 'item-refusal-vague', 'feed-open-to-any-page'],
  },
  {
    run: ['api', 'websocket'],
    faults: ['altered-token-admitted', 'documents-shown-to-strangers', 'item-unknown-crashes', 'pings-unanswered'],
  },
  { run: ['api', 'websocket'], faults: ['expired-token-admitted', 'item-by-anybody', 'notifications-leaked'] },
  {
    run: ['api', 'websocket'],
    faults: ['foreign-audience-admitted', 'items-shown-to-strangers', 'notifications-out-of-order'],
  },
  { run: ['api', 'websocket'], faults: ['admin-shut-out', 'item-update-lost', 'notifications-lost'] },
  { run: ['api', 'websocket'], faults: ['roles-ignored', 'item-deleted-still-shown', 'feed-never-ready'] },
  { run: ['api'], faults: ['item-title-forgotten', 'judging-never-ends'] },
  { run: ['browser'], faults: ['wrong-password-unsaid', 'picture-missing', 'progress-untold'] },
  { run: ['browser', 'api'], faults: ['session-lost-on-reload', 'uploads-unlisted', 'results-open-to-students'] },
  { run: ['browser'], grep: 'sign-in page', faults: ['session-not-ended'] },
  { run: ['browser'], grep: 'sign-in page', faults: ['sign-in-script-missing'] },
  { run: ['a11y'], faults: ['text-illegible'] },
  { run: ['smoke'], faults: ['postgres-stopped'] },
  { run: ['smoke'], faults: ['notifier-stopped'] },
];

let platform: Platform;
let offers: ReadonlyMap<string, FaultOffer>;

beforeAll(async () => {
  platform = await Platform.start();
  offers = new Map((await platform.faults()).map((fault) => [fault.name, fault]));
});

afterAll(async () => {
  await platform.stop();
});

test.each(ROUNDS)('$faults turn their checks red in $run', async ({ run, grep, faults }) => {
  const on = faults.map((name) => offers.get(name)).filter((fault) => fault !== undefined);
  expect(on.map(({ name }) => name)).toEqual(faults);
  for (const { name } of on) await platform.switchOn(name);
  try {
    const { results, code, output } = await projects(run, platform.variables, grep);
    if (results === undefined) throw new Error(`the run left no results:\n${output}`);

    const ran = new Set(results.checks.map(({ id }) => id));
    const red = results.checks.filter(({ outcome }) => outcome === 'failed');
    const expected = on.flatMap(({ expects }) => expects.filter((id) => ran.has(id)));
    expect(red.map(({ id }) => id).toSorted()).toEqual([...new Set(expected)].toSorted());
    for (const { id, reason } of red) {
      const because = on.filter(({ expects }) => expects.includes(id)).map((fault) => fault.because);
      expect(reason, id).toMatch(new RegExp(because.join('|')));
    }
    expect(code).toBe(1);
  } finally {
    await platform.heal();
  }
});

test('healed of all that, every check is green again', async () => {
  const { results, code } = await projects(['smoke', 'a11y'], platform.variables);

  expect(results?.checks.filter(({ outcome }) => !['passed', 'not-applicable'].includes(outcome))).toEqual([]);
  expect(results?.verdict?.decision).toBe('promote');
  expect(code).toBe(0);
});

test('every check that lands has a fault', async () => {
  const expected = new Set([...offers.values()].flatMap(({ expects }) => expects));
  const { results } = await projects(['smoke', 'a11y'], platform.variables);

  const without = results?.checks
    .filter(({ outcome, area, id }) => outcome === 'passed' && area !== 'preflight' && !expected.has(id))
    .map(({ id }) => id);
  expect(without).toEqual([]);
});
