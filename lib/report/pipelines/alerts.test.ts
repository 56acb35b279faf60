import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Incident, Observation, Verdict } from '../../verdict/evidence.js';
import { aLook } from '../../verdict/testing/builders.js';
import { judgeByPast } from '../history/judge.js';
import { anEntry } from '../history/testing/entries.js';
import type { Results } from '../results.js';
import { RUNS } from '../testing/runs.js';
import { alertsFor, type Told } from './alerts.js';

const [POSTGRES] = RUNS.red().incidents;
const GREEN = RUNS.green();

/** A run with incidents of these services, as they were seen at its end. */
function run(decision: Verdict['decision'], roots: readonly string[], looks: readonly Observation[] = []): Results {
  if (POSTGRES === undefined) throw new Error('the red run has an incident');
  const incidents = roots.map((root): Incident => ({ ...POSTGRES, root, summary: `${root} is down` }));
  return {
    ...GREEN,
    verdict: { decision, policy: 'default', reasons: [{ code: 'x', text: 'why', checks: [] }] },
    incidents,
    observations: [...looks],
  };
}

/** What is told in runs one after the other, each remembering those before. */
function tellAll(runs: readonly Results[], told: readonly Told[] = []): string[][] {
  const [first, ...rest] = runs;
  if (first === undefined) return [];
  const alerts = alertsFor(first, told, undefined);
  return [
    alerts.map((alert) => `${alert.told.event} ${alert.told.name}`),
    ...tellAll(rest, [...told, ...alerts.map((alert) => alert.told)]),
  ];
}

test('one message for an incident, none while it lasts, one when it is over', () => {
  const red = run('rollback', ['postgres']);

  expect(tellAll([GREEN, red, red, red, GREEN, GREEN])).toEqual([
    [],
    ['opened postgres'],
    [],
    [],
    ['closed postgres'],
    [],
  ]);
});

test('what comes up while another lasts is told by itself, and so is its end', () => {
  const [one, both] = [run('rollback', ['postgres']), run('rollback', ['postgres', 'redis'])];
  const mended = run('rollback', ['redis'], [aLook('postgres')]);

  expect(tellAll([one, both, mended, GREEN])).toEqual([
    ['opened postgres'],
    ['opened redis'],
    ['closed postgres'],
    ['closed redis'],
  ]);
});

test('an incident that another merely hides is not over', () => {
  const hidden = run('rollback', ['gateway'], [aLook('postgres', { state: 'unseen' })]);

  expect(tellAll([run('rollback', ['postgres']), hidden, run('rollback', ['postgres'])])).toEqual([
    ['opened postgres'],
    ['opened gateway'],
    [],
  ]);
});

test('what does not hold the deployment back alarms nobody, and what goes on is not over', () => {
  const degraded = run('promote', ['redis']);

  expect(tellAll([degraded])).toEqual([[]]);
  expect(tellAll([run('investigate', ['redis']), degraded, GREEN])).toEqual([['opened redis'], [], ['closed redis']]);
});

test('a verdict without a root cause is told as well', () => {
  const bare = run('investigate', []);

  expect(tellAll([bare, bare, GREEN])).toEqual([['opened the verdict'], [], ['closed the verdict']]);
});

test('runs of a part, and what could not be judged, tell nothing', () => {
  for (const results of [RUNS.chosen(), RUNS.stopped(), RUNS.misconfigured()])
    expect(alertsFor(results, [], undefined)).toEqual([]);
});

test('what is known alarms nobody', () => {
  const known = {
    service: 'postgres',
    kind: 'known-issue',
    owner: 'sam',
    reason: 'moving',
    expires: '2099-01-01',
  } as const;

  expect(alertsFor({ ...run('promote', ['postgres']), known_issues: [known] }, [], undefined)).toEqual([]);
});

test('environments are told apart', () => {
  const production = { ...run('rollback', ['postgres']), environment: 'production' };

  expect(tellAll([run('rollback', ['postgres']), production, GREEN])).toEqual([
    ['opened postgres'],
    ['opened postgres'],
    ['closed postgres'],
  ]);
});

test('whatever happens, no incident is opened twice or closed unopened', () => {
  const anyRun = fc
    .record({
      decision: fc.constantFrom('promote', 'investigate', 'rollback'),
      roots: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
      well: fc.uniqueArray(fc.constantFrom('a', 'b', 'c')),
    })
    .map(({ decision, roots, well }) =>
      run(
        decision,
        roots,
        well.map((service) => aLook(service)),
      ),
    );
  fc.assert(
    fc.property(fc.array(anyRun, { maxLength: 12 }), (runs) => {
      const open = new Set<string>();
      for (const event of tellAll(runs).flat()) {
        const [what, ...name] = event.split(' ');
        expect(open.has(name.join(' '))).toBe(what === 'closed');
        if (what === 'opened') open.add(name.join(' '));
        else open.delete(name.join(' '));
      }
    }),
  );
});

test('a message says what, what to try and where, and mentions nobody', () => {
  const past = judgeByPast(RUNS.red(), [anEntry(-1)]).past;
  const incidents = RUNS.red().incidents.map((each) => ({ ...each, hint: 'ask <!here> & co' }));
  const red = { ...RUNS.red(), incidents, history: past };
  const [alert] = alertsFor(red, [], 'https://ci.example/job/1');
  const [attachment] = alert?.message.attachments ?? [];

  expect(alert?.message.text).toBe('⛔ rollback: shop (staging): postgres');
  expect(attachment?.color).toBe('danger');
  expect(attachment?.text).toContain('postgres');
  expect(attachment?.fields).toContainEqual({ title: 'Try', value: 'ask &lt;!here&gt; &amp; co', short: true });
  expect(attachment?.fields.at(-1)).toEqual({ title: 'Reports', value: 'https://ci.example/job/1', short: true });
  expect(attachment?.fields.map(({ title }) => title)).toContain('Impact');
  expect(attachment?.fields).toContainEqual({
    title: 'Last promoted',
    value: 'build 1f3c9a, 2025-12-31T23:00:00.000Z',
    short: true,
  });
});
