// Runs the main job several times against the platform that stands, and prints how long it takes.
//   npm run reference   (in another terminal)
//   node --import tsx bench/smoke.ts [times]
import { spawn } from 'node:child_process';
import { once } from 'node:events';

const LIMIT_MS = 15_000;
const times = Number(process.argv[2] ?? 5);

const taken: number[] = [];
for (let run = 1; run <= times; run += 1) {
  const begun = performance.now();
  const child = spawn('npx', ['playwright', 'test', '--project=smoke'], { stdio: 'ignore' });
  const [code] = await once(child, 'exit');
  const ms = performance.now() - begun;
  console.log(`run ${run}: exit ${code} after ${(ms / 1_000).toFixed(1)} s`);
  if (code !== 0) throw new Error('a run that is not promoted is no measure');
  taken.push(ms);
}
const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
console.log(`median ${(median / 1_000).toFixed(1)} s, limit ${LIMIT_MS / 1_000} s`);
process.exitCode = median <= LIMIT_MS ? 0 : 1;
