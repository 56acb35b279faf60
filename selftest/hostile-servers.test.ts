import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { hostile } from '../lib/clients/testing/hostile-servers.js';
import { RawServers } from '../lib/clients/testing/raw-server.js';
import { ROOT } from './platform.js';
import { suite } from './suite.js';

/** What no process of a run may need, in MiB. */
const MOST_MEMORY = 400;
/** Within which a probe ends, on a machine that does other things as well: its requests may take a second each. */
const MOST_SECONDS = 20;

const servers = new RawServers();
const scratch = mkdtempSync(join(tmpdir(), 'firstlight-hostile-'));
const target = mkdtempSync(join(ROOT, 'targets', 'selftest-'));
const bare = mkdtempSync(join(ROOT, 'targets', 'selftest-'));
const source = readFileSync(join(ROOT, 'selftest', 'hostile', 'target.ts'), 'utf8');
writeFileSync(join(target, 'target.ts'), source);
// One service of which no route is known that tells how it is.
writeFileSync(
  join(bare, 'target.ts'),
  source.replace(/^const routes = .*$/m, 'const routes = { critical: true };').replace('length: 5', 'length: 0'),
);

afterAll(() => {
  servers.end();
  for (const folder of [scratch, target, bare]) rmSync(folder, { recursive: true, force: true });
});

/** Runs the command against a deployment all of whose ports misbehave so, and tells the largest of its processes. */
async function meet(name: string, command: readonly string[], folder = target) {
  const origin = await servers.serve(hostile(name));
  const peaks = join(scratch, 'peaks');
  const run = await suite(['firstlight', ...command, '--target', basename(folder)], {
    SMOKE_ORIGIN: origin.origin,
    SMOKE_DATABASE_URL: `postgres://smoke:Sl1pp3ry-when-wet@${origin.host}/smoke`,
    SMOKE_REDIS_URL: `redis://:Sl1pp3ry-when-dry@${origin.host}`,
    SMOKE_MEMBER_EMAIL: 'member@hostile.example',
    SMOKE_MEMBER_PASSWORD: 'Sl1pp3ry-when-cold',
    SELFTEST_PEAKS: peaks,
    NODE_OPTIONS: `--import ${pathToFileURL(join(ROOT, 'selftest', 'hostile', 'peak-memory.js')).href}`,
  });
  const mebibytes = Math.max(...readFileSync(peaks, 'utf8').trim().split('\n').map(Number)) / 1024;
  rmSync(peaks);
  return { ...run, mebibytes };
}

describe('a deployment is not promoted that answers a probe with', () => {
  test.each(['a huge body', 'an endless body', 'a deeply nested body', 'a gzip bomb', 'slow headers', 'a reset'])(
    '%s',
    async (name) => {
      const { code, seconds, mebibytes, output } = await meet(name, ['probe']);

      expect(code, output).toBe(1);
      expect(output).not.toMatch(/^\s+at /m);
      expect(seconds).toBeLessThan(MOST_SECONDS);
      expect(mebibytes).toBeLessThan(MOST_MEMORY);
    },
  );
});

describe('a deployment is not promoted that answers a run with', () => {
  test.each([
    ['no answer', target],
    ['an endless body', target],
    ['a page for every route', target],
    ['a page for every route', bare],
  ])('%s', async (name, folder) => {
    const { code, mebibytes, results, output } = await meet(name, ['run'], folder);

    expect(code, output).toBe(1);
    expect(results?.verdict?.decision, output).toMatch(/^(rollback|investigate)$/);
    expect(mebibytes).toBeLessThan(MOST_MEMORY);
  });
});
