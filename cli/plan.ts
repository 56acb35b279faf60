import { z } from 'zod';
import { checkAboutSchema, NOTES, type CheckAbout } from '../lib/run/check-notes.js';
import { readConfiguration, startsHere } from '../lib/run/configuration.js';
import { printProblem } from '../lib/run/errors.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { type PlannedCheck, planOf, printPlan } from '../lib/report/plan.js';
import { playwright } from './runner.js';
import { type RunArguments, selectionOptions, variablesFor } from './selection.js';

const listedSpec = z.object({
  title: z.string(),
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

/** Tells what a run would do, without a request to the target. */
export async function plan(asked: RunArguments & { readonly json?: true }): Promise<number> {
  const variables = variablesFor(asked);
  const environment = { ...processEnvironment(), ...variables };
  const configuration = await readConfiguration(ROOT, environment, { beforeStart: true });
  const { definition, problems } = configuration;
  if (definition === undefined || problems.length > 0) {
    for (const problem of problems) console.error(printProblem(problem));
    return 2;
  }
  const checks = await listedChecks(asked, variables);
  const planned = planOf(definition, checks, { ours: startsHere(definition, configuration.environment), environment });
  console.log(asked.json === true ? JSON.stringify(planned, null, 2) : printPlan(planned));
  return 0;
}

async function listedChecks(asked: RunArguments, variables: Record<string, string>): Promise<PlannedCheck[]> {
  const args = ['test', '--list', '--reporter=json', ...selectionOptions(asked)];
  const { output, code } = await playwright(args, variables, true);
  if (code !== 0) throw new Error(`the checks could not be listed:\n${output.slice(0, 2_000)}`);
  return listing.parse(JSON.parse(output.slice(output.indexOf('{')))).suites.flatMap((file) => checksIn(file, []));
}

function checksIn(suite: ListedSuite, titles: readonly string[]): PlannedCheck[] {
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests.flatMap(({ annotations }) => {
      const about = aboutIn(annotations);
      return about === undefined ? [] : [{ id: [...titles, title].join(' > '), about }];
    }),
  );
  return [...own, ...(suite.suites ?? []).flatMap((each) => checksIn(each, [...titles, each.title]))];
}

function aboutIn(annotations: z.infer<typeof listedSpec>['tests'][number]['annotations']): CheckAbout | undefined {
  const note = annotations.findLast(({ type }) => type === NOTES.about)?.description;
  return note === undefined ? undefined : checkAboutSchema.parse(JSON.parse(note));
}
