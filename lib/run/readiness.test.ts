import { expect, test } from 'vitest';
import type { Cause, Finding } from '../probes/finding.js';
import { awaitReadiness, type Round } from './readiness.js';

const finding = (cause: Cause): Finding => ({
  code: 'health.unreachable',
  severity: 'fail',
  cause,
  service: 'api',
  expected: 'an answer',
  actual: 'refused',
  hint: 'start it',
  evidence: {},
});
const well: Round = { observations: [], findings: [] };
const bad = (cause: Cause): Round => ({ observations: [], findings: [finding(cause)] });

/** A deployment that shows these rounds one after the other, and the last for ever, on a clock that only pauses move. */
async function rounds(shown: readonly Round[], grace: number): Promise<{ rounds: number; paused: number }> {
  let clock = 0;
  let place = 0;
  const seen = await awaitReadiness({
    look: () => Promise.resolve(shown[Math.min(place++, shown.length - 1)] ?? well),
    grace,
    matters: (service) => service === 'api',
    say: () => undefined,
    sleep: (ms) => Promise.resolve((clock += ms)),
    now: () => clock,
  });
  return { rounds: seen.length, paused: clock };
}

test('a deployment that is well is looked at twice, without a pause', async () => {
  expect(await rounds([well], 0)).toEqual({ rounds: 2, paused: 0 });
});

test('without a grace, one bad look is enough', async () => {
  expect(await rounds([bad('unreachable')], 0)).toEqual({ rounds: 1, paused: 0 });
});

test('with a grace, it waits for what passes with time, longer each time', async () => {
  expect(await rounds([bad('unreachable'), bad('stale-build'), well], 10_000)).toEqual({ rounds: 4, paused: 300 });
});

test('it does not wait for what no waiting cures', async () => {
  expect(await rounds([bad('certificate')], 60_000)).toEqual({ rounds: 1, paused: 0 });
});

test('a service that flaps is not ready', async () => {
  expect((await rounds([well, bad('unhealthy'), well, well], 10_000)).rounds).toBe(4);
});

test('it never waits beyond its grace', async () => {
  expect((await rounds([bad('unhealthy')], 5_000)).paused).toBeLessThanOrEqual(5_000);
});

test('an optional service that stays down is not waited for', async () => {
  const optional = { ...finding('unreachable'), service: 'mail' };
  expect(await rounds([{ observations: [], findings: [optional] }], 5_000)).toEqual({ rounds: 2, paused: 0 });
});
