import { describe, expect, test } from 'vitest';
import { loadPolicy, type Policy, parsePolicy } from '../verdict/policy.js';
import { outcomes } from '../verdict/testing/platform.js';
import { assemble } from './assemble.js';
import { evidenceIn, judgeAgain } from './replay.js';
import { resultsSchema, type Results } from './results.js';
import { someRecords } from './testing/runs.js';

/** A policy of a target's own that bears everything. */
const BEARS_ALL = parsePolicy({
  name: 'bears-all',
  version: 1,
  description: 'holds nothing back',
  services: { failing: 'investigate', suspected: 'promote', external: 'promote' },
  flaky: 'passes',
  rules: [],
  promote: 'borne',
});

/** The results of a run in which one check failed, as they stand in the file. */
function failedUnder(policy: Policy): Results {
  const records = someRecords({ checks: outcomes(['files have pages']) });
  const results = assemble({ ...records, preparation: { ...records.preparation, policy } });
  return resultsSchema.parse(structuredClone(results));
}

const again = (results: Results, policy?: Policy): Results => judgeAgain([results], evidenceIn(results), policy);

describe('judged again', () => {
  test.each([loadPolicy('default'), BEARS_ALL])('by its own policy $name it comes to the same', (policy) => {
    const results = failedUnder(policy);

    expect(again(results)).toEqual(results);
  });

  test('by another policy it tells which', () => {
    const { verdict, policy, demands } = again(failedUnder(loadPolicy('default')), BEARS_ALL);

    expect(verdict).toMatchObject({ decision: 'promote', policy: 'bears-all', reasons: [{ code: 'borne' }] });
    expect(policy).toEqual(BEARS_ALL);
    expect(demands.policy).toBe('bears-all');
  });

  test('results that name their policy only are judged by the shipped one', () => {
    const { policy: _policy, ...results } = failedUnder(loadPolicy('default'));

    expect(again(results).verdict?.decision).toBe('investigate');
  });
});
