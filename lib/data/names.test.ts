import { expect, test } from 'vitest';
import { commonStart, namesFor } from './names.js';

test('no two names of a run are the same, whoever gives them', () => {
  const owners = ['a', 'b'].map((owner) => namesFor('20300101t000000-0001', owner));

  const names = owners.flatMap((aName) => [aName(), aName(), aName()]);

  expect(new Set(names).size).toBe(6);
  expect(names[0]).toBe('smoke-20300101t000000-0001-a-1');
});

test.each([
  [['smoke-1-1', 'smoke-1-2'], 'smoke-1-'],
  [['smoke-1', 'smoke-1-2'], 'smoke-1'],
  [['smoke-1'], 'smoke-1'],
  [['a', 'b'], ''],
  [[], ''],
])('%j begin with "%s"', (names, start) => {
  expect(commonStart(names)).toBe(start);
});
