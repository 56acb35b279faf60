// Runs the critical paths many times in a row against the platform that stands, and says what was not green, what it left, and how long it took.
//   npm run reference   (in another terminal)
//   node --import tsx bench/steady.ts [times]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const LIMIT_MS = 40_000;
const times = Number(process.argv[2] ?? 20);
const control = `http://127.0.0.1:${process.env['REFERENCE_PORT'] ?? 18_079}`;

/** What the platform keeps of what it did, whoever asked for it: its own records, and no data of a run. */
const RECORDS = /^(?:keys (?:auth:(?:removed|revoked)|dlq:|events:|handled:)|rows account\.usage$)/;

const counts = z.record(z.string(), z.number());
const holdings = z.object({ rows: counts, keys: counts, objects: z.number(), schemas: z.array(z.string()) });
const results = z.object({
  tests: z.object({
    passed: z.number(),
    failed: z.number(),
    flaky: z.number(),
    blocked: z.number(),
    unverified: z.number(),
  }),
  leftovers: z.array(z.unknown()),
});

const named = (kind: string, all: Record<string, number>) =>
  Object.entries(all).map(([name, count]): [string, number] => [`${kind} ${name}`, count]);

/** Everything that is counted, by what it is. */
async function held(): Promise<ReadonlyMap<string, number>> {
  const { rows, keys, objects, schemas } = holdings.parse(await (await fetch(`${control}/holdings`)).json());
  return new Map([...named('rows', rows), ...named('keys', keys), ['objects', objects], ['schemas', schemas.length]]);
}

const folder = mkdtempSync(join(tmpdir(), 'firstlight-steady-'));
const file = join(folder, 'results.json');
const before = await held();
const taken: number[] = [];
let unsteady = 0;
for (let run = 1; run <= times; run += 1) {
  const begun = performance.now();
  const child = spawn('node', ['bin/firstlight.js', 'run', '--level', '3', '--results-file', file], {
    stdio: 'ignore',
  });
  const [code] = await once(child, 'exit');
  const ms = performance.now() - begun;
  const { tests, leftovers } = results.parse(JSON.parse(readFileSync(file, 'utf8')));
  const { passed, ...others } = tests;
  const wrong = Object.values(others).reduce((sum, count) => sum + count, leftovers.length);
  if (code !== 0 || wrong > 0) unsteady += 1;
  const rest = wrong === 0 ? '' : `, ${JSON.stringify({ ...others, leftovers: leftovers.length })}`;
  console.log(`run ${run}: exit ${code}, ${passed} passed${rest}, ${(ms / 1_000).toFixed(1)} s`);
  taken.push(ms);
}
rmSync(folder, { recursive: true });

const grown = [...(await held())].filter(([name, count]) => count > (before.get(name) ?? 0));
for (const [name, count] of grown) console.log(`${name}: ${before.get(name) ?? 0} before, ${count} after`);
const left = grown.filter(([name]) => !RECORDS.test(name));
const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
console.log(`${unsteady} of ${times} runs not all green, ${left.length} kinds of things left`);
console.log(`median ${(median / 1_000).toFixed(1)} s, limit ${LIMIT_MS / 1_000} s`);
process.exitCode = unsteady === 0 && left.length === 0 && median <= LIMIT_MS ? 0 : 1;
