import { expect, test } from 'vitest';
import { sqlOutcome } from './sql-outcome.js';

const failing = (message: string, more: object = {}): Promise<never> =>
  Promise.reject(Object.assign(new Error(message), more));

test('what is answered is done', async () => {
  expect(await sqlOutcome(Promise.resolve([]))).toBe('done');
});

test('what is listed is told', async () => {
  expect(await sqlOutcome(Promise.resolve('one, two'))).toBe('one, two');
});

test('a refusal is known by its SQLSTATE', async () => {
  expect(await sqlOutcome(failing('duplicate key', { severity: 'ERROR', code: '23505' }))).toBe('23505');
});

test('silence is told', async () => {
  expect(await sqlOutcome(failing('Query read timeout'))).toBe('no answer');
});

test('what is no word of the server is thrown', async () => {
  await expect(sqlOutcome(failing('write EPIPE', { code: 'EPIPE' }))).rejects.toThrow('write EPIPE');
  await expect(sqlOutcome(failing('needs the grant `writes`'))).rejects.toThrow('needs the grant');
});
