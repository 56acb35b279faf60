import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { runBounded } from './run-bounded.js';

const shell = (script: string): string[] => ['/bin/sh', '-c', script];

test('a command that ends well is a success', async () => {
  expect(await runBounded(shell('exit 0'), { seconds: 5, cwd: '/' })).toEqual({ ok: true });
});

test('a command that fails gives its last lines as the reason', async () => {
  const outcome = await runBounded(shell('echo one; echo no such package >&2; exit 3'), { seconds: 5, cwd: '/' });
  expect(outcome).toEqual({ ok: false, why: expect.stringContaining('no such package') });
});

test('a command that does not exist is a failure', async () => {
  const outcome = await runBounded(['/no/such/program'], { seconds: 5, cwd: '/' });
  expect(outcome).toEqual({ ok: false, why: expect.stringContaining('ENOENT') });
});

test('a command that takes too long is stopped with all that it started', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bounded-'));
  const heartbeat = join(folder, 'heartbeat');
  const outcome = await runBounded(shell('(while :; do echo >> heartbeat; sleep 0.02; done) & sleep 30'), {
    seconds: 0.3,
    cwd: folder,
  });
  expect(outcome).toEqual({ ok: false, why: 'not finished after 0.3 s' });
  const beats = statSync(heartbeat).size;
  expect(beats).toBeGreaterThan(0);
  await setTimeout(200);
  expect(statSync(heartbeat).size).toBe(beats);
  rmSync(folder, { recursive: true });
});

test('a command is done when it ends, also when what it has left running holds its output open', async () => {
  const startedAt = Date.now();
  await runBounded(shell('(trap "" TERM; sleep 2) & exit 0'), { seconds: 10, cwd: '/' });
  expect(Date.now() - startedAt).toBeLessThan(1500);
});
