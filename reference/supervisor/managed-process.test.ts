import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ManagedProcess } from './managed-process.js';

const ACKNOWLEDGES = 'process.on("message", ({ active }) => process.send({ type: "faults-applied", active }))';
const IS_DEAF = 'process.on("message", () => undefined)';
const DIES = 'process.on("message", () => process.exit(1))';

const scratch = mkdtempSync(join(tmpdir(), 'firstlight-managed-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const started: ManagedProcess[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((each) => each.stop()));
});

/** A service that runs this program. */
function serviceThat(program: string): ManagedProcess {
  const service = new ManagedProcess(
    {
      name: 'content',
      kind: 'service',
      address: 'nowhere',
      command: process.execPath,
      args: ['--eval', program],
      env: {},
      cwd: scratch,
      stopSignal: 'SIGTERM',
      abandonSignal: 'SIGTERM',
      talks: true,
      isUp: async () => true,
      isReady: async () => true,
    },
    join(scratch, 'content.log'),
    () => undefined,
  );
  started.push(service);
  service.launch();
  return service;
}

test('faults are in force when the process says so', async () => {
  await expect(serviceThat(ACKNOWLEDGES).sendFaults(['a', 'b'])).resolves.toBeUndefined();
});

test.each([
  ['does not say so in time', IS_DEAF, 300, 'not within 300 ms'],
  ['ends instead', DIES, 10_000, 'it ended'],
])('faults are not in force when the process %s', async (_, program, timeoutMs, why) => {
  await expect(serviceThat(program).sendFaults(['a', 'b'], timeoutMs)).rejects.toThrow(
    `content did not acknowledge the faults a, b: ${why}.`,
  );
});

test('a process that does not run is not told', async () => {
  const service = serviceThat(IS_DEAF);
  await service.stop();

  await expect(service.sendFaults(['a'], 300)).resolves.toBeUndefined();
});
