import { describe, expect, test } from 'vitest';
import { loadPolicy, parsePolicy, PolicyError, readPolicy, SHIPPED_POLICIES } from './policy.js';

const own = {
  name: 'own',
  version: 3,
  description: 'a policy of our own',
  services: { failing: 'rollback', suspected: 'promote', external: 'promote' },
  flaky: 'passes',
  rules: [{ code: 'too-many', decision: 'rollback', failing: { moreThan: 10 } }],
  promote: 'fine',
};

test('three policies are shipped, each under its own name', () => {
  expect(SHIPPED_POLICIES).toEqual(['default', 'percent-20', 'matrix']);
  expect(SHIPPED_POLICIES.map((name) => loadPolicy(name).name)).toEqual(SHIPPED_POLICIES);
});

test('a policy of a target’s own is read', () => {
  expect(parsePolicy(own)).toMatchObject({ name: 'own', rules: [{ of: {} }] });
  expect(readPolicy(JSON.stringify(own), 'own')).toEqual(parsePolicy(own));
});

describe('refused', () => {
  test.each(['strict', '__proto__', ''])('a shipped policy "%s"', (name) => {
    expect(() => loadPolicy(name)).toThrow(/there are default, percent-20, matrix/);
  });

  test.each<[string, unknown, string]>([
    ['no object', 'default', 'expected object'],
    ['an unknown word', { ...own, colour: 'red' }, 'colour'],
    [
      'a share above 100',
      { ...own, rules: [{ ...own.rules[0], failing: { moreThan: 200 } }] },
      'rules[0].failing.moreThan',
    ],
    [
      'a rule that always fires',
      { ...own, rules: [{ ...own.rules[0], failing: { atLeast: 0 } }] },
      'rules[0].failing.atLeast',
    ],
    ['a rule that promotes', { ...own, rules: [{ ...own.rules[0], decision: 'promote' }] }, 'rules[0].decision'],
    [
      'a rollback for a third party',
      { ...own, services: { ...own.services, external: 'rollback' } },
      'services.external',
    ],
    ['a code of several words', { ...own, promote: 'All Is Well' }, 'joined by hyphens'],
  ])('%s', (_what, content, problem) => {
    expect(() => parsePolicy(content)).toThrow(PolicyError);
    expect(() => parsePolicy(content)).toThrow(problem);
  });

  test('what is wrong comes all together, each with its place', () => {
    const rules = [{ ...own.rules[0], decision: 'promote', failing: { moreThan: -1 } }];
    expect(() => parsePolicy({ ...own, version: 0, rules })).toThrow(
      /^version: .*\nrules\[0\]\.decision: .*\nrules\[0\]\.failing\.moreThan: /,
    );
  });

  test.each([
    ['is not JSON', '{', 'this is not JSON'],
    ['has another name than its file', JSON.stringify({ ...own, name: 'other' }), 'name: it is "other"'],
  ])('a file that %s', (_what, text, problem) => {
    expect(() => readPolicy(text, 'own')).toThrow(problem);
  });
});
