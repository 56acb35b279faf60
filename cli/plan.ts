import { planOf } from '../lib/report/plan.js';
import { printPlan } from '../lib/report/print-plan.js';
import { readConfiguration, startsHere } from '../lib/run/configuration.js';
import { printProblem } from '../lib/run/errors.js';
import { expectedGrants, namesOfEnvironment } from '../lib/run/permitted.js';
import { processEnvironment } from '../lib/run/process-environment.js';
import { ROOT } from '../lib/run/root.js';
import { listChecks } from './listing.js';
import { type RunArguments, selectionOptions, variablesFor } from './selection.js';

/** Tells what a run would do, without a request to the target. */
export async function plan(asked: RunArguments & { readonly json?: true }): Promise<number> {
  const variables = variablesFor(asked);
  const configuration = await readConfiguration(ROOT, { ...processEnvironment(), ...variables }, { beforeStart: true });
  const { definition, environment, problems, target } = configuration;
  if (definition === undefined || problems.length > 0) {
    for (const problem of problems) console.error(printProblem(problem));
    return 2;
  }
  const starts = startsHere(definition, environment);
  const basis = {
    definition,
    environment: namesOfEnvironment(definition, environment)[0] ?? '',
    grants: expectedGrants(definition, configuration, starts),
    starts,
    target,
  };
  const planned = planOf(basis, await listChecks(selectionOptions(asked), variables));
  console.log(asked.json === true ? JSON.stringify(planned, null, 2) : printPlan(planned));
  return 0;
}
