import { expect, test } from 'vitest';
import { configurationError, explainRunnerError } from './errors.js';

const ofPlatform = (why: string): string =>
  `the platform that we start did not start (${why}): what it printed above says why (SMOKE_NOT_STARTED)`;

test.each([
  ['Error: Process from config.webServer was not able to start. Exit code: 2', ofPlatform('exit code: 2')],
  ['Error: Timed out waiting 60000ms from config.webServer.', ofPlatform('timed out waiting 60000ms')],
  ['TypeError: it is not a function', 'TypeError: it is not a function'],
])('%s', (message, said) => {
  expect(explainRunnerError(message)).toBe(said);
});

test('a variable that several services read is wrong once', () => {
  const problem = { where: 'SMOKE_ORIGIN', wrong: 'is not set' };

  expect(configurationError([problem, { where: 'SMOKE_ENV', wrong: 'is not set' }, problem]).lines).toEqual([
    'SMOKE_ORIGIN is not set',
    'SMOKE_ENV is not set',
  ]);
});
