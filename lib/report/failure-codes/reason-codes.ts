import type { CodeEntry } from '../../probes/codes.js';

/** Every reason that a verdict can give, the worst first; those of a policy of your own are its own. */
export const REASON_CODES = {
  'run-error': {
    means: 'The run itself went wrong, so that its results are not the whole truth.',
    look: 'The text of the reason, and the end of the run’s output.',
    act: 'Mend what it names and run again; nothing is known of the deployment.',
  },
  'nothing-executed': {
    means: 'There was no check to judge.',
    look: 'The selection on the command line; `npx firstlight plan`.',
    act: 'Run more, or all of it.',
  },
  'all-skipped': {
    means: 'There were checks, and not one was executed.',
    look: 'The reasons beside them: most often one service blocks them all, or a grant is missing.',
    act: 'Start what blocks them, or grant what they need.',
  },
  'nothing-passed': {
    means: 'Not one of the checks that were executed passed.',
    look: 'The first incident: it is seldom more than one cause.',
    act: 'See that the run asks the right deployment before mending anything.',
  },
  'critical-service-failing': {
    means: 'A service without which the target cannot do its work was seen failing.',
    look: 'The incident: its evidence and its hint.',
    act: 'Roll back, or mend the service; it is the cause, and not what depends on it.',
  },
  'critical-service-suspected': {
    means: 'All that need a certain critical service fail, but nobody could look at it itself.',
    look: 'That service, from where it can be seen; or grant `direct` and run again.',
    act: 'Do as for a service that fails, once it is confirmed.',
  },
  'external-service-failing': {
    means: 'A third party’s service fails, and something critical needs it.',
    look: 'Their status page.',
    act: 'A roll-back would not help; decide whether to go on without it.',
  },
  'critical-check-failed': {
    means: 'Something that people need every day does not work.',
    look: 'The incident that explains the check, and its impact.',
    act: 'Roll back, unless the cause lies outside of the deployment.',
  },
  'check-failed': {
    means: 'Something does not work that is not critical, or whose failure is not evident.',
    look: 'The incidents, and each check’s impact.',
    act: 'Decide whether people can live with it until it is mended.',
  },
  'database-failed': {
    means: 'A check of the database failed (policy `percent-20`).',
    look: 'The incident that explains it.',
    act: 'Roll back, and see whether migrations must go with it.',
  },
  'service-communication-failed': {
    means: 'No service could be talked to (policy `percent-20`).',
    look: 'The network between the run and the deployment first.',
    act: 'Roll back when the deployment cannot be reached by others either.',
  },
  'failed-share': {
    means: 'More than 20 of 100 checks failed or were blocked (policy `percent-20`).',
    look: 'The incidents: how many causes there are.',
    act: 'Roll back.',
  },
  'health-failed': {
    means: 'A service is not healthy (policy `matrix`).',
    look: 'The incident that explains it.',
    act: 'Roll back, or mend the service.',
  },
  'workflows-below': {
    means: 'Fewer than 50 of 100 checks of levels 3 and 4 passed (policy `matrix`).',
    look: 'The incidents: how many causes there are.',
    act: 'Roll back.',
  },
  'workflows-between': {
    means: '50 to 80 of 100 checks of levels 3 and 4 passed (policy `matrix`).',
    look: 'The incidents, and each check’s impact.',
    act: 'Decide whether people can live with it until it is mended.',
  },
  'configuration-failed': {
    means: 'A check of level 1 failed (policy `matrix`).',
    look: 'The check: the network, the certificate, the clock, the build or the seed.',
    act: 'Correct it and run again.',
  },
  'must-verify': {
    means: 'The target or the operator insists on something that was not verified.',
    look: '`mustVerify` in the target; why those checks did not pass.',
    act: 'Grant or declare what they need and run again.',
  },
  strict: {
    means: 'The run was strict (`--strict`), and a check did not pass.',
    look: 'The checks that it names, each with its reason.',
    act: 'Make them pass, or run without `--strict`.',
  },
  unverified: {
    means: 'Checks whose failure would count could not be verified.',
    look: 'The reason beside each.',
    act: 'Remove what kept them from it and run again.',
  },
  flaky: {
    means: 'Checks passed only when they were repeated.',
    look: 'What the first try said; a restart or a rolling deployment at that moment.',
    act: 'Run again; when it stays so, it is a failure that shows itself now and then.',
  },
  'no-critical-check-in-level': {
    means: 'In a level that the target declares, no critical check passed: nothing vouches for it.',
    look: '`npx firstlight plan`: what is critical there, and what became of it.',
    act: 'Mark as `critical` the services and checks that matter, or let them run.',
  },
  'nothing-holds-back': {
    means: 'The deployment may take traffic.',
    look: 'The warnings, if there are any.',
    act: 'Promote.',
  },
  monitor: {
    means: 'More than 80 of 100 checks of levels 3 and 4 passed, and all of the health checks (policy `matrix`).',
    look: 'The checks that failed: a promotion by this policy can have some.',
    act: 'Promote, and watch.',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
