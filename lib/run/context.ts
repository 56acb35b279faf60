import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { runDataSchema } from '../data/run-data.js';
import { GRANTS } from '../target/env.js';

/** What a run is, for the workers that carry it out. It holds no secret: those stay in the environment. */
export const runContextSchema = z.object({
  run_id: z.string(),
  folder: z.string(),
  ledger_folder: z.string(),
  target: z.string(),
  environment: z.string(),
  grants: z.object({ held: z.array(z.enum(GRANTS)), why: z.string() }),
  /** The addresses of the target's names, looked up once for the whole run. */
  addresses: z.record(z.string(), z.array(z.string())),
  /** The file in which a platform of our own names its addresses and accounts. */
  environment_file: z.string().nullable(),
  keep: z.boolean(),
  /** What has not begun by then is not verified any more; null while somebody watches. */
  deadline: z.iso.datetime().nullable(),
  data: runDataSchema,
});

export type RunContext = z.infer<typeof runContextSchema>;

/** The variable that names the context's file. */
export const CONTEXT_VARIABLE = 'SMOKE_RUN_CONTEXT';

/** Writes the context so that no reader sees half of it. */
export function writeContext(file: string, context: RunContext): void {
  writeFileSync(`${file}.part`, JSON.stringify(context, null, 2));
  renameSync(`${file}.part`, file);
}

/** Reads the context of the run that this process belongs to. Throws when there is none. */
export const readContext = (file: string): RunContext => runContextSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
