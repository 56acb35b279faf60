import { expect, test } from 'vitest';
import { hasWindows, isFull, isRun, isServed, isWatched } from './invocation.js';

const argv = (line: string): string[] => ['node', 'playwright', ...line.split(' ')];

test.each([
  ['test', true],
  ['test --project=smoke', true],
  ['test --project smoke', true],
  ['test --project=smoke --workers 1 --reporter=list,./reporters/firstlight.ts', true],
  ['test --project=smoke -j 1', true],
  ['test --project preflight health api websocket browser', true],
  ['test --project=preflight --project=health --project=api --project=websocket --project=browser --shard=1/2', true],
  ['test --project=preflight', false],
  ['test --project=smoke --no-deps', false],
  ['test --project=smoke --grep upload', false],
  ['test --project=smoke --grep=upload', false],
  ['test -gupload', false],
  ['test api/services/sign-in.spec.ts', false],
  ['test --workers 1 sign-in', false],
  ['test --last-failed', false],
])('%s: everything that a verdict needs? %s', (line, full) => {
  expect(isFull(argv(line))).toBe(full);
});

test.each([
  ['test', 'a run'],
  ['test --list', 'nothing'],
  ['test --ui', 'served'],
  ['test --ui-port=0', 'served'],
  ['test-server', 'served'],
  ['show-report', 'nothing'],
  ['loaderProcessEntry.js', 'nothing'],
])('%s: %s', (line, kind) => {
  expect({ run: isRun(argv(line)), served: isServed(argv(line)) }).toEqual({
    run: kind === 'a run',
    served: kind === 'served',
  });
});

test.each([
  ['test --project=smoke', false, false],
  ['test --headed', true, true],
  ['test --debug', true, true],
  // The runner's own window shows what the browser without one does.
  ['test --ui', true, false],
])('%s: somebody watches? %s; the browser is to be seen? %s', (line, watched, windows) => {
  expect({ watched: isWatched(argv(line)), windows: hasWindows(argv(line)) }).toEqual({ watched, windows });
});
