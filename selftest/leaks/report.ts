import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { entriesOf } from './scanner.js';

/** One test as Playwright's report shows it. */
export interface ReportedTest {
  readonly title: string;
  /** What it did itself, without what fixtures did before and after. */
  readonly steps: readonly string[];
  /** The first line of each error. */
  readonly errors: readonly string[];
}

const fileSchema = z.object({
  tests: z.array(
    z.object({
      title: z.string(),
      results: z.array(
        z.object({
          errors: z.array(z.object({ message: z.string() })),
          steps: z.array(z.object({ title: z.string() })),
        }),
      ),
    }),
  ),
});

const AROUND = ['Before Hooks', 'After Hooks', 'Worker Cleanup'];

/** Reads the data that Playwright's report carries in base64 in its page. Throws when it cannot be read. */
export async function readReport(folder: string): Promise<ReportedTest[]> {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const data = /data:application\/zip;base64,([A-Za-z0-9+/=]+)/.exec(page)?.[1] ?? '';
  const entries = await entriesOf(Buffer.from(data, 'base64'));
  const files = Object.entries(entries).filter(([name]) => name !== 'report.json');
  const tests = files.flatMap(([, content]) => fileSchema.parse(JSON.parse(content.toString())).tests);
  return tests
    .map(({ title, results }) => ({
      title,
      steps: results.flatMap(({ steps }) => steps.map((step) => step.title)).filter((step) => !AROUND.includes(step)),
      errors: results.flatMap(({ errors }) => errors.map(({ message }) => message.split('\n')[0] ?? '')),
    }))
    .toSorted((a, b) => a.title.localeCompare(b.title));
}
