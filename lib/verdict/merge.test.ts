import { describe, expect, test } from 'vitest';
import { decide } from './decide.js';
import { mergeShards, type Merged, type Shard } from './merge.js';
import { loadPolicy } from './policy.js';
import { aCheck, aFailure, someEvidence } from './testing/builders.js';
import { aRun, HEALTH, looks, outcomes, PATHS } from './testing/platform.js';

const aShard = (index: number, total: number, stated: Partial<Shard> = {}): Shard => ({
  target: 'shop',
  environment: 'staging',
  build: 'b1',
  shard: { index, total },
  evidence: aRun({ checks: [aCheck(`check ${index}`)] }),
  ...stated,
});

const verdictOf = (merged: Merged): unknown =>
  merged.ok ? decide(merged.evidence, loadPolicy('default')).verdict : merged.code;

test('the shards of a run come to what the whole run comes to, in any order', () => {
  const checks = outcomes(['one can sign in', 'login is healthy']);
  const observations = looks(['postgres', 'login']);
  const parts = [checks.slice(0, 5), checks.slice(5)].map((some, place) =>
    aShard(place + 1, 2, { evidence: aRun({ checks: some, observations }) }),
  );
  const whole = decide(aRun({ checks, observations }), loadPolicy('default'));
  for (const shards of [parts, parts.toReversed()]) {
    const merged = mergeShards(shards);
    expect(merged.ok && JSON.stringify(decide(merged.evidence, loadPolicy('default')))).toBe(JSON.stringify(whole));
  }
});

test('the worst result of a check that ran in several shards counts', () => {
  const shards = [aCheck('x'), aFailure('x'), aCheck('x', { outcome: 'flaky' })].map((check, place) =>
    aShard(place + 1, 3, { evidence: someEvidence({ checks: [check] }) }),
  );
  const merged = mergeShards(shards);
  expect(merged.ok && merged.evidence.checks.map(({ outcome }) => outcome)).toEqual(['failed']);
});

test('what one shard insists on counts for all', () => {
  const merged = mergeShards([
    aShard(1, 2, { evidence: aRun({ strict: true, mustVerify: ['b'], levels: [3], errors: ['one'] }) }),
    aShard(2, 2, { evidence: aRun({ mustVerify: ['a'], levels: [1, 3] }) }),
  ]);
  expect(merged).toMatchObject({
    evidence: { strict: true, mustVerify: ['a', 'b'], levels: [1, 3], errors: ['one'] },
  });
});

test('a run that was not split stands alone', () => {
  const evidence = aRun();
  expect(mergeShards([aShard(1, 1, { shard: null, evidence })])).toEqual({ ok: true, evidence });
});

test('a shard that executed nothing is an error of the run', () => {
  const empty = aShard(2, 2, {
    evidence: aRun({ checks: [aCheck('x', { outcome: 'unverified', unverified: 'withheld' })] }),
  });
  const merged = mergeShards([aShard(1, 2, { evidence: aRun({ checks: [...HEALTH, ...PATHS] }) }), empty]);
  expect(verdictOf(merged)).toMatchObject({
    decision: 'investigate',
    reasons: [{ code: 'run-error', text: 'shard 2/2 executed nothing' }],
  });
});

describe('refused', () => {
  test.each<[string, Shard[], string]>([
    ['no-shards', [], 'nothing'],
    ['shard-missing', [aShard(1, 3)], '2/3 and 3/3'],
    ['shard-twice', [aShard(1, 2), aShard(1, 2)], 'shard 1'],
    ['other-total', [aShard(1, 2), aShard(2, 3)], '2 and 3'],
    ['not-a-shard', [aShard(1, 2), aShard(2, 2, { shard: null })], 'whole run'],
    ['not-a-shard', [aShard(1, 2), aShard(3, 2)], '3/2'],
    ['other-target', [aShard(1, 2), aShard(2, 2, { target: 'cafe' })], 'cafe (staging) and shop (staging)'],
    ['other-target', [aShard(1, 2), aShard(2, 2, { environment: 'production' })], 'shop (production)'],
    ['other-build', [aShard(1, 2), aShard(2, 2, { build: 'b2' })], 'b1 and b2'],
    ['other-build', [aShard(1, 2), aShard(2, 2, { build: null })], 'b1 and unknown'],
    ['other-graph', [aShard(1, 2), aShard(2, 2, { evidence: someEvidence() })], 'services'],
  ])('%s', (code, shards, text) => {
    expect(mergeShards(shards)).toMatchObject({ ok: false, code, text: expect.stringContaining(text) });
  });
});
