import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** One request, as its client saw it. */
export const sampleSchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** The service of the target's graph that it was sent to, where that is known. */
  service: z.string().nullable(),
  /** `POST /v1/items/:id`: what is measured together. */
  route: z.string(),
  method: z.string(),
  /** Null when no answer came. */
  status: z.number().int().nullable(),
  ms: z.number(),
  correlation_id: z.string(),
  error: z.string().nullable(),
});

export type Sample = z.infer<typeof sampleSchema>;

/** Appends records, each as one line. They go out in one write, so that the workers of a run may share a file. */
export function append(file: string, ...records: object[]): void {
  if (records.length > 0) appendFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
}

/** All records of a file, without those that a killed process left unfinished; none when there is no file. */
export function readAll<T>(file: string, schema: z.ZodType<T>): T[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const parsed = schema.safeParse(jsonOf(line));
      return parsed.success ? [parsed.data] : [];
    });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
