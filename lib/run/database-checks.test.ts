import { expect, test } from 'vitest';
import { withoutSchema } from './database-checks.js';

test('a login that may make no schema was not let do so', () => {
  expect(withoutSchema('42501')).toMatchObject({ outcome: 'unverified', kind: 'withheld' });
});

test('a database that takes no writes cannot be verified', () => {
  expect(withoutSchema('25006')).toMatchObject({ outcome: 'unverified', kind: 'could-not' });
});

test('any other failure is one', () => {
  expect(() => withoutSchema('53100')).toThrow('no schema could be made: 53100');
});
