import { z } from 'zod';
import { type CheckAbout, checkAboutSchema, NOTES } from '../lib/run/check-notes.js';
import { playwright } from './runner.js';

const listedSpec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      projectName: z.string(),
      annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })),
    }),
  ),
});

interface ListedSuite {
  readonly title: string;
  readonly specs: ReadonlyArray<z.infer<typeof listedSpec>>;
  readonly suites?: readonly ListedSuite[] | undefined;
}

const listedSuite: z.ZodType<ListedSuite> = z.object({
  title: z.string(),
  specs: z.array(listedSpec),
  suites: z.lazy(() => z.array(listedSuite)).optional(),
});

const listing = z.object({ suites: z.array(listedSuite) });

/** A check as the runner lists it. */
export interface ListedCheck {
  readonly id: string;
  readonly title: string;
  readonly file: string;
  readonly project: string;
  readonly about: CheckAbout;
}

/** All checks that the runner would run with these options. It sends no request, and takes a second. */
export async function listChecks(
  options: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<ListedCheck[]> {
  const { output, code } = await playwright(['test', '--list', '--reporter=json', ...options], variables, true);
  if (code !== 0) throw new Error(`the checks could not be listed:\n${output.slice(0, 2_000)}`);
  return listing.parse(JSON.parse(output.slice(output.indexOf('{')))).suites.flatMap((file) => checksIn(file, []));
}

function checksIn(suite: ListedSuite, titles: readonly string[]): ListedCheck[] {
  const own = suite.specs.flatMap(({ title, file, tests }) =>
    tests.flatMap(({ annotations, projectName: project }) => {
      const about = aboutIn(annotations);
      return about === undefined ? [] : [{ id: [...titles, title].join(' > '), title, file, project, about }];
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((each) => checksIn(each, [...titles, each.title]))];
}

function aboutIn(annotations: z.infer<typeof listedSpec>['tests'][number]['annotations']): CheckAbout | undefined {
  const note = annotations.findLast(({ type }) => type === NOTES.about)?.description;
  return note === undefined ? undefined : checkAboutSchema.parse(JSON.parse(note));
}
