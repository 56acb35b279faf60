// Measures how fast secrets are hidden, with known secrets and by shape, and in a file and an archive of this size: how fast
// and with how much memory.
//   node --import tsx bench/redact.ts [MiB]
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { scrubFile } from '../lib/redact/scrub-file.js';
import { Redactor } from '../lib/redact/redactor.js';

const MIB = 1 << 20;
const mebibytes = Number(process.argv[2] ?? 64);

/** Passwords, tokens, and an address: what a run knows. */
const secrets = [
  ...Array.from({ length: 10 }, () => randomBytes(12).toString('base64url')),
  ...Array.from({ length: 20 }, () => `eyJhbGciOiJSUzI1NiJ9.${randomBytes(300).toString('base64url')}`),
  ...Array.from({ length: 5 }, () => `p&ss "w0rd" <${randomBytes(6).toString('hex')}>/ü`),
  `postgres://smoke:${randomBytes(9).toString('hex')}@db.example:5432/shop`,
];

/** A line as a trace has them, with a secret now and then. */
function line(index: number): string {
  const note = index % 500 === 0 ? (secrets[index % secrets.length] ?? '') : 'nothing of interest';
  const headers = [
    { name: 'accept', value: 'application/json' },
    { name: 'x-correlation-id', value: randomBytes(8).toString('hex') },
  ];
  return `${JSON.stringify({ type: 'resource-snapshot', snapshot: { time: index, headers, note, page: { size: 120 } } })}\n`;
}

const chunk = Buffer.from(Array.from({ length: 6_000 }, (_, index) => line(index)).join('')).subarray(0, MIB);

function measure(name: string, redactor: Redactor): void {
  const before = process.memoryUsage().rss;
  let peak = before;
  const stream = redactor.stream();
  const begun = performance.now();
  for (let index = 0; index < mebibytes; index += 1) {
    stream.push(chunk);
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  stream.end();
  const seconds = (performance.now() - begun) / 1_000;
  const speed = ((mebibytes * chunk.length) / 1e6 / seconds).toFixed(0);
  console.log(`${name}: ${speed} MB/s, ${stream.hits} hidden, memory +${((peak - before) / MIB).toFixed(0)} MiB`);
}

const begun = performance.now();
const known = new Redactor(secrets, { shapes: false });
console.log(`${secrets.length} secrets are prepared in ${(performance.now() - begun).toFixed(0)} ms`);
measure('known secrets', known);
measure('shapes', new Redactor([]));
const both = new Redactor(secrets);
measure('both', both);

/** As much as was asked for. */
const content = (): Readable => Readable.from(Array.from({ length: mebibytes }, () => chunk));

async function measureFile(name: string, written: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'firstlight-bench-'));
  const file = join(folder, 'file');
  await written(file);
  let peak = 0;
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  const started = performance.now();
  const hidden = await scrubFile(file, { redactor: both, within: both, scratch: folder });
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(timer);
  console.log(
    `${name} of ${mebibytes} MiB: ${seconds.toFixed(1)} s, ${hidden} hidden, at most ${(peak / MIB).toFixed(0)} MiB of memory`,
  );
  await rm(folder, { recursive: true });
}

await measureFile('file', (file) => pipeline(content(), createWriteStream(file)));
await measureFile('archive', async (file) => {
  const archive = new ZipFile();
  archive.addReadStream(content(), '0-trace.trace');
  archive.end();
  await pipeline(archive.outputStream, createWriteStream(file));
});
