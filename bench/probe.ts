// Probes a platform of 21 services that answer at once, 104 checks in all, and prints how long the command takes.
//   node --import tsx bench/probe.ts [times]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { basename } from 'node:path';

const LIMIT_MS = 800;
const SERVICES = 21;
const times = Number(process.argv[2] ?? 9);

const server = createServer((request, response) => {
  const metrics = request.url?.endsWith('/metrics') === true;
  response.writeHead(200, { 'content-type': metrics ? 'text/plain; version=0.0.4' : 'application/json' });
  response.end(metrics ? 'up 1\n' : '{"status":"ok"}');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;

const folder = mkdtempSync('targets/bench-');
writeFileSync(
  `${folder}/target.ts`,
  `import { defineTarget } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';
import { http } from '../../lib/target/services.js';

const at = (path: string) => http({ url: env.url('SMOKE_NOWHERE', '${origin}' + path), health: '/h', live: '/l', ready: '/r', metrics: '/metrics' });

export default defineTarget({
  name: 'bench',
  environment: 'bench',
  origin: env.url('SMOKE_ORIGIN', '${origin}'),
  services: { front: http({ health: '/h', critical: true }), ...Object.fromEntries(Array.from({ length: ${SERVICES} - 1 }, (_, place) => ['s' + place, at('/s' + place)])) },
});
`,
);

async function probe(): Promise<{ ms: number; checks: number }> {
  const begun = performance.now();
  const child = spawn(process.execPath, ['bin/firstlight.js', 'probe', '--json'], {
    env: { ...process.env, SMOKE_TARGET: basename(folder), SMOKE_ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(child, 'close');
  const ms = performance.now() - begun;
  return { ms, checks: JSON.parse(text).tests.passed };
}

try {
  const taken: number[] = [];
  for (let run = 1; run <= times; run += 1) {
    const { ms, checks } = await probe();
    taken.push(ms);
    console.log(`probe ${run}: ${checks} checks in ${Math.round(ms)} ms`);
  }
  const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)] ?? Number.NaN;
  console.log(`median ${Math.round(median)} ms, limit ${LIMIT_MS} ms`);
  process.exitCode = median <= LIMIT_MS ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
  server.close();
}
