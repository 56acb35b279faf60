import { expect, test } from 'vitest';
import type { CheckResult } from './evidence.js';
import { explanationsOf, settle } from './outcome.js';
import { surveyOf } from './survey.js';
import { aCheck, aFailure, aFinding, aLook } from './testing/builders.js';
import { aRun, looks, throughFront } from './testing/platform.js';

const settled = (check: CheckResult, observations = looks([])): CheckResult =>
  settle(check, surveyOf(aRun({ observations })));

test('a failed check is blocked by the root of what it needs', () => {
  const check = aFailure('sign in', { services: ['login', 'front'], reason: 'expected 200, seen 500' });
  expect(settled(check, looks(['postgres', 'login']))).toMatchObject({
    outcome: 'blocked',
    blockedBy: 'postgres',
    cause: 'unreachable',
    reason: 'blocked by postgres: expected 200, seen 500',
  });
});

test('a health that lies does not hide the root', () => {
  expect(settled(aFailure('sign in', { services: ['login'] }), looks(['postgres']))).toMatchObject({
    outcome: 'blocked',
    blockedBy: 'postgres',
  });
});

test('of several roots the nearest blocks it, then the critical one, then the first by name', () => {
  const check = aFailure('files', { services: ['files'] });
  expect(settled(check, looks(['redis', 'store', 'postgres', 'login'])).blockedBy).toBe('postgres');
  expect(settled(check, looks(['redis', 'store'])).blockedBy).toBe('store');
  expect(settled(aFailure('sign in', { services: ['login'] }), looks(['login', 'files'])).blockedBy).toBe('login');
});

test('a failed check stays failed while all that it needs is healthy', () => {
  const check = aFailure('sign in', { services: ['login'] });
  expect(settled(check, looks(['mail']))).toEqual(check);
});

test('what did not fail is left alone', () => {
  for (const outcome of ['passed', 'flaky', 'unverified', 'not-applicable'] as const) {
    const check = aCheck('sign in', { outcome, services: ['login'] });
    expect(settled(check, looks(['login']))).toEqual(check);
  }
});

test('a check that was held back names the root, and keeps its reason', () => {
  const check = aCheck('sign in', {
    outcome: 'blocked',
    blockedBy: 'login',
    reason: 'login is down',
    services: ['login'],
  });
  expect(settled(check, looks(['login', 'postgres']))).toMatchObject({
    blockedBy: 'postgres',
    reason: 'login is down',
  });
  expect(settled(check)).toEqual(check);
});

test('what held a check back counts where its own needs explain nothing', () => {
  const check = aCheck('letters', { outcome: 'blocked', blockedBy: 'login', services: ['mail'] });
  expect(settled(check, looks(['login', 'postgres'])).blockedBy).toBe('postgres');

  const survey = surveyOf(aRun({ observations: looks(['redis', 'store', 'files']) }));
  const names = explanationsOf({ ...check, blockedBy: 'files' }, survey).map(({ name }) => name);
  expect(names, 'one root, so that it stays when judged again').toEqual(['store']);
});

test('an unseen root is named as well', () => {
  expect(settled(aFailure('x', { services: ['login'] }), looks(['login', 'files'], ['postgres'])).blockedBy).toBe(
    'postgres',
  );
});

test.each(['health', 'preflight'])('in %s, the check of a service', (area) => {
  const check = aFailure('login is healthy', { area, services: ['login'] });
  const outcome = (observations = looks([])): unknown => {
    const { outcome: came, blockedBy } = settled(check, observations);
    return blockedBy === null ? came : `${came} by ${blockedBy}`;
  };
  expect(outcome(looks(['login'])), 'which is the root').toBe('failed');
  expect(outcome(looks(['login', 'front'])), 'which fails by itself behind a failing front').toBe('failed');
  expect(outcome(looks(['login', 'postgres'])), 'of which a dependency fails').toBe('blocked by postgres');
  expect(outcome(throughFront(looks(['login', 'front']))), 'seen through a dead front').toBe('blocked by front');
  expect(outcome(), 'which nobody saw fail').toBe('failed');
});

test('in other areas the check of a root is blocked by it', () => {
  const check = aFailure('sign in', { services: ['login'] });
  const observations = [aLook('login', { state: 'failing', findings: [aFinding('login')] })];
  expect(settled(check, observations)).toMatchObject({ outcome: 'blocked', blockedBy: 'login' });
});
