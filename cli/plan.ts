import { readConfiguration, startsHere } from '../lib/run/configuration.js';
import { printProblem } from '../lib/run/errors.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { planOf, printPlan } from '../lib/report/plan.js';
import { listChecks } from './listing.js';
import { type RunArguments, selectionOptions, variablesFor } from './selection.js';

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
  const checks = await listChecks(selectionOptions(asked), variables);
  const planned = planOf(definition, checks, { ours: startsHere(definition, configuration.environment), environment });
  console.log(asked.json === true ? JSON.stringify(planned, null, 2) : printPlan(planned));
  return 0;
}
