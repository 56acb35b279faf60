import { describe, expect, test } from 'vitest';
import { decideGrants, type Instance, isProduction, ownInstance } from './grants.js';

const ours: Instance = {
  environments: ['development'],
  permitted: [],
  loopback: true,
  answered: 'a-1',
  named: 'a-1',
  strangers: [],
};

describe('a target that grants', () => {
  test('is taken at its word', () => {
    expect(decideGrants(['writes'], { ...ours, loopback: false })).toEqual({
      held: ['writes'],
      why: 'the target does not grant it',
    });
  });

  test.each([
    ['the target says so', { environments: ['production'] }],
    ['whoever started the run says so', { environments: ['development', 'prod-eu'] }],
  ])('grants nothing in production, when %s', (_what, told) => {
    const because = 'production grants nothing that SMOKE_GRANTS does not name';
    expect(decideGrants(['writes', 'direct'], { ...ours, ...told })).toEqual({ held: [], why: because });
    expect(decideGrants(['writes', 'direct'], { ...ours, ...told, permitted: ['direct', 'disruptive'] })).toEqual({
      held: ['direct'],
      why: because,
    });
    expect(decideGrants(ownInstance(['writes']), { ...ours, ...told }).held).toEqual([]);
  });
});

describe('grants of the own instance', () => {
  const stated = ownInstance(['writes', 'direct']);

  test('hold for the instance that answers by its id', () => {
    expect(decideGrants(stated, ours).held).toEqual(['writes', 'direct']);
  });

  test.each([
    ['an origin beyond this machine', { loopback: false }, 'this origin is not on loopback'],
    ['one that gives no id', { answered: undefined }, 'what answers is not one that we know'],
    ['one without a name', { answered: undefined, named: undefined }, 'what answers is not one that we know'],
    ['another instance', { answered: 'b-2' }, 'what answers is not one that we know'],
    ['an address of somebody else', { strangers: ['127.0.0.1:9'] }, '127.0.0.1:9 is no address of that instance'],
  ])('do not hold for %s', (_what, told, because) => {
    expect(decideGrants(stated, { ...ours, ...told })).toEqual({
      held: [],
      why: `the target grants it on its own instance only, and ${because}`,
    });
  });
});

test.each([
  ['production', true],
  ['PROD', true],
  ['prod-eu-1', true],
  ['eu.live', true],
  ['staging', false],
  ['product-demo', false],
  ['olive', false],
])('%s is production: %s', (name, expected) => {
  expect(isProduction(name)).toBe(expected);
});
