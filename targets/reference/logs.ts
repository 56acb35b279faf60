import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { LastLines } from '../../lib/target/define.js';
import { env } from '../../lib/target/env.js';

const FOLDER = env.optionalFile('SMOKE_LOG_FOLDER');

/** Bytes of a log's end that are read: hundreds of lines. */
const TAIL = 262_144;

/** What our services log of: a line of pino's. The data stores write lines of their own. */
const entrySchema = z.object({
  level: z.number(),
  time: z.number(),
  msg: z.string().default(''),
  correlationId: z.string().optional(),
  err: z.object({ message: z.string() }).optional(),
  req: z.object({ method: z.string(), url: z.string() }).optional(),
  res: z.object({ statusCode: z.number() }).optional(),
});

type Entry = z.infer<typeof entrySchema>;

/** From this level on an entry is a warning, an error, or worse. */
const WARNING = 40;
const LEVELS: Readonly<Record<number, string>> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error' };

/**
 * What a process of the platform logged: the lines of the requests that are asked for, else its last ones without those of
 * requests that went well.
 */
export const lastLines: LastLines = async (service, correlationIds, { read, since }) => {
  const folder = read(FOLDER);
  if (folder === undefined) return [];
  const entries = (await endOf(join(folder, `${service}.log`))).map((line) => ({ line, entry: entryIn(line) }));
  const asked = entries.filter(({ entry }) => correlationIds.includes(entry?.correlationId ?? ''));
  const telling = entries.filter(
    ({ line, entry }) =>
      (entry === undefined || !isRoutine(entry)) && !(since !== undefined && timeOf(line, entry) < since.getTime()),
  );
  return (asked.length > 0 ? asked : telling).map(({ line, entry }) => (entry === undefined ? line : print(entry)));
};

const isRoutine = ({ level, req, res }: Entry): boolean => level < WARNING && (req ?? res) !== undefined;

/** As PostgreSQL and Redis write it: `2026-11-21 22:20:13.055 UTC`, `21 Nov 2026 22:45:03.184`. */
const WRITTEN = /\d{4}-\d\d-\d\d [\d:.]+ UTC|\d\d \w{3} \d{4} [\d:.]+/;

/** When a line was written, in milliseconds; NaN where it does not say. */
const timeOf = (line: string, entry: Entry | undefined): number =>
  entry?.time ?? Date.parse(WRITTEN.exec(line)?.[0] ?? '');

async function endOf(path: string): Promise<string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = Math.max(0, size - TAIL);
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(TAIL), position: start });
    const lines = buffer.toString('utf8', 0, bytesRead).split('\n');
    // What does not begin at the beginning begins within a line.
    return lines.slice(start === 0 ? 0 : 1).filter((line) => line !== '');
  } finally {
    await file.close();
  }
}

function entryIn(line: string): Entry | undefined {
  try {
    return entrySchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** `08:42:33.568 error request failed: connect ECONNREFUSED 127.0.0.1:18091 GET /v1/items [correlation id]`. */
function print({ level, time, msg, correlationId, err, req, res }: Entry): string {
  return [
    new Date(time).toISOString().slice(11, 23),
    LEVELS[level] ?? String(level),
    err === undefined ? msg : `${msg}: ${err.message}`,
    req === undefined ? '' : `${req.method} ${req.url}`,
    res === undefined ? '' : `-> ${res.statusCode}`,
    correlationId === undefined ? '' : `[${correlationId}]`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}
