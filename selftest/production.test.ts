import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parse } from 'dotenv';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Platform, ROOT } from './platform.js';
import { suite } from './suite.js';

/** The reference platform as somebody else's: in production, not ours to start, and with a target that would grant everything. */
const target = mkdtempSync(join(ROOT, 'targets', 'selftest-'));
writeFileSync(
  join(target, 'target.ts'),
  `import reference from '../reference/target.js';

const { start: _start, ...attached } = reference;
export default { ...attached, environment: 'production', grants: ['writes', 'direct', 'disruptive'] };
`,
);

let platform: Platform;
let known: Record<string, string>;

beforeAll(async () => {
  platform = await Platform.start();
  known = parse(readFileSync((await platform.ready()).environmentFile));
});

afterAll(async () => {
  rmSync(target, { recursive: true });
  await platform.stop();
});

const variables = (): Record<string, string> => ({ ...known, SMOKE_TARGET: basename(target) });

/** Every request that changes something, as the platform's own services have logged them. */
function writesLogged(): string[] {
  const folder = known['SMOKE_LOG_FOLDER'] ?? '';
  const requests = readdirSync(folder).flatMap((file) =>
    [...readFileSync(join(folder, file), 'utf8').matchAll(/"req":\{"method":"(\w+)","url":"([^"?]*)/g)].map(
      ([, method = '', path = '']) => `${method} ${path}`,
    ),
  );
  expect(requests.length).toBeGreaterThan(0);
  return [...new Set(requests)].filter((request) => !/^(?:GET|HEAD|OPTIONS) /.test(request)).toSorted();
}

/** Signing in and out, through the API and through pages. */
const SIGNING = ['DELETE /session', 'POST /session', 'POST /v1/auth/login', 'POST /v1/auth/logout'];

test('production is read and promoted, and nothing is written', async () => {
  const before = writesLogged();
  const { code, results } = await suite(['firstlight', 'run'], variables());

  // The log is worth something: it shows a write of which there is one, and with it all that came before.
  const control = 'PUT /nowhere';
  await fetch(new URL('/nowhere', known['SMOKE_ORIGIN']), { method: 'PUT' });
  await vi.waitFor(() => expect(writesLogged()).toContain(control), 5_000);
  const allowed = [...before, ...SIGNING, control];
  expect(writesLogged().filter((request) => !allowed.includes(request))).toEqual([]);
  expect(results).toMatchObject({ environment: 'production', verdict: { decision: 'promote' }, leftovers: [] });
  expect(code).toBe(0);
  expect(results?.tests).toMatchObject({ failed: 0, blocked: 0, flaky: 0 });
  const unverified = results?.checks.filter(({ outcome }) => outcome === 'unverified') ?? [];
  expect(new Set(unverified.map(({ reason }) => reason))).toEqual(
    new Set(
      ['direct', 'writes', 'disruptive'].map(
        (grant) => `needs the grant \`${grant}\`: production grants nothing that SMOKE_GRANTS does not name`,
      ),
    ),
  );
  // What is said of reading is not said of nothing.
  expect(
    results?.checks.filter(({ outcome, area }) => outcome === 'passed' && area === 'browser').length,
  ).toBeGreaterThan(5);
});

test('a plan tells the same beforehand, without a request', async () => {
  const { code, output } = await suite(['firstlight', 'plan'], variables());

  expect(code).toBe(0);
  expect(output).toContain('grants: none');
  expect(output).toMatch(/needs the grant `writes`: production grants nothing that SMOKE_GRANTS does not name/);
  expect(output).toContain(new URL(known['SMOKE_ORIGIN'] ?? '').host);
});
