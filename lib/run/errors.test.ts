import { expect, test } from 'vitest';
import { explainRunnerError } from './errors.js';

const ofPlatform = (why: string): string =>
  `the platform that we start did not start (${why}): what it printed above says why (SMOKE_NOT_STARTED)`;

test.each([
  ['Error: Process from config.webServer was not able to start. Exit code: 2', ofPlatform('exit code: 2')],
  ['Error: Timed out waiting 60000ms from config.webServer.', ofPlatform('timed out waiting 60000ms')],
  ['TypeError: it is not a function', 'TypeError: it is not a function'],
])('%s', (message, said) => {
  expect(explainRunnerError(message)).toBe(said);
});
