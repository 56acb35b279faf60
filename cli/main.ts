import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { AREA_NAMES } from '../lib/run/areas.js';
import { SHIPPED_POLICY_NAMES } from '../lib/run/policy-names.js';
import { suggest } from '../lib/target/nearest.js';
import type { RunArguments } from './selection.js';
import type { SweepArguments } from './sweep.js';

/** What could not be done as it was asked: the same code as for a configuration that is wrong. */
const COULD_NOT = 2;

const POLICIES = `${SHIPPED_POLICY_NAMES.join(', ')}, or one of the target's own`;

/** Runs the command and gives its exit code: 0 promote, 1 do not promote, 2 could not judge. */
export async function main(argv: readonly string[]): Promise<number> {
  const outcome = { code: 0 };
  const program = new Command('firstlight')
    .description('The first look at a new deployment: may it take traffic, and if not, what broke?')
    .version((await import('../package.json', { with: { type: 'json' } })).default.version)
    .showHelpAfterError('(see --help for what there is)')
    .exitOverride();
  addRun(program, outcome);
  addProbe(program, outcome);
  addPlan(program, outcome);
  addSweep(program, outcome);
  addReport(program, outcome);
  addHistory(program, outcome);
  addVerdict(program, outcome);
  try {
    await program.parseAsync([...argv]);
    return outcome.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : COULD_NOT;
    console.error(error instanceof Error ? error.message : String(error));
    return COULD_NOT;
  }
}

interface Outcome {
  code: number;
}

/** The options that say what is verified. */
const withSelection = (command: Command): Command =>
  command
    .option('--env <name>', 'load .env.<name>, and pick targets/<name> when there is one')
    .option('--target <name>', 'the folder in targets/ that describes the deployment')
    .addOption(new Option('--quick', 'levels 1 and 2, and the critical checks of level 3').conflicts('level'))
    .option(
      '--level <levels>',
      'one level or a range: 1 configuration, 2 health, 3 critical paths, 4 workflows',
      levels,
    )
    .option('--area <area>', `only this area: ${AREA_NAMES.join(', ')}`, areaName);

function addRun(program: Command, outcome: Outcome): void {
  withSelection(program.command('run').description('verify a deployment, and give the verdict'))
    .option('--report', "make Allure's HTML report afterwards")
    .option('--workers <count>', 'how many checks run at the same time', wholeNumber)
    .addOption(new Option('--parallel', 'as many workers as there are processors').conflicts('workers'))
    .option('--shard <i/n>', 'only this part of the checks; `firstlight verdict` puts the parts together', shard)
    .option('--verbose', 'show what the platform that we start prints')
    .option('--wait <seconds>', 'how long the deployment may take to become ready', wholeNumber)
    .option('--keep-going', 'begin the checks also when a critical service is down')
    .option('--keep', 'leave on the target what the run creates')
    .option('--results-file <path>', 'write results.json here too')
    .option('--metrics-file <path>', 'write metrics.prom here too, for a textfile collector')
    .option(
      '--push-gateway <url>',
      'push the metrics there; SMOKE_PUSH_GATEWAY keeps its password out of the process list',
    )
    .option(
      '--alert-webhook <url>',
      'tell people of incidents there; SMOKE_ALERT_WEBHOOK keeps it out of the process list',
    )
    .option('--image-tag <tag>', 'the tag of the image that was deployed, for the results')
    .option('--expect-build <build>', 'the build that was deployed; any other is a stale build')
    .option('--timeout <ms>', 'milliseconds for one check', wholeNumber)
    .option('--policy <name>', `how the verdict is reached: ${POLICIES}`)
    .option('--strict', 'everything unverified holds promotion back')
    .addHelpText(
      'after',
      `
Examples:
  firstlight run                                    the embedded reference platform
  firstlight run --env staging --wait 120           a deployment that may still be starting
  firstlight run --env staging --expect-build 1f3c  refuse a stale build
  firstlight run --quick                            levels 1 and 2, and what is critical
  firstlight run --level 2 --area health            no verdict: only some of the checks

Exit codes: 0 promote, 1 do not promote, 2 could not judge.`,
    )
    .action(async (options: RunArguments) => {
      const { run } = await import('./run.js');
      outcome.code = await run(options);
    });
}

function addProbe(program: Command, outcome: Outcome): void {
  program
    .command('probe')
    .description('configuration and health alone, in a second: what is down, and because of what')
    .option('--env <name>', 'load .env.<name>, and pick targets/<name> when there is one')
    .option('--target <name>', 'the folder in targets/ that describes the deployment')
    .option('--wait <seconds>', 'how long the deployment may take to become ready', wholeNumber)
    .option('--expect-build <build>', 'the build that was deployed; any other is a stale build')
    .option('--json', 'results.json, for programs')
    .addHelpText(
      'after',
      `
Examples:
  firstlight probe --env staging
  firstlight probe --env staging --wait 60 --json | jq .incidents

It writes nothing, here or there. Exit codes: 0 all is well so far, 1 do not promote, 2 could not judge.`,
    )
    .action(async (options: RunArguments & { json?: true }) => {
      const { probe } = await import('./probe.js');
      outcome.code = await probe(options);
    });
}

function addPlan(program: Command, outcome: Outcome): void {
  withSelection(program.command('plan').description('what would run, write and be withheld, without a request'))
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  firstlight plan --env staging')
    .action(async (options: RunArguments & { json?: true }) => {
      const { plan } = await import('./plan.js');
      outcome.code = await plan(options);
    });
}

function addSweep(program: Command, outcome: Outcome): void {
  program
    .command('sweep')
    .description('remove what killed runs have left on a deployment, by its exact ids')
    .option('--env <name>', 'load .env.<name>, and pick targets/<name> when there is one')
    .option('--target <name>', 'the folder in targets/ that describes the deployment')
    .option('--dry-run', 'tell what would be removed, without a request to the deployment')
    .addOption(
      new Option('--orphans', 'ask the deployment what runs have left whose ledger is gone, and list it').conflicts(
        'dryRun',
      ),
    )
    .option('--confirm', 'remove the orphans that are listed, by their exact ids')
    .addHelpText(
      'after',
      `
Examples:
  firstlight sweep --env staging --dry-run
  firstlight sweep --env staging
  firstlight sweep --env staging --orphans            look at the list first
  firstlight sweep --env staging --orphans --confirm

Every run sweeps first. Orphans are things whose names only a run would have given; those of runs that
may be alive are left alone. Exit codes: 0 nothing is left, 1 something could not be removed, 2 it may not, or could not be tried.`,
    )
    .action(async (options: SweepArguments) => {
      const { sweepDeployment } = await import('./sweep.js');
      outcome.code = await sweepDeployment(options);
    });
}

function addReport(program: Command, outcome: Outcome): void {
  program
    .command('report')
    .description("open the last run's reports")
    .option('--allure', "make and open Allure's HTML report")
    .option('--trace <check>', "open a check's trace")
    .addHelpText(
      'after',
      `
Examples:
  firstlight report
  firstlight report --trace 'sign-in page > a wrong password shows an error'`,
    )
    .action(async (options: { allure?: true; trace?: string }) => {
      const { report } = await import('./report.js');
      outcome.code = await report(options);
    });
}

function addHistory(program: Command, outcome: Outcome): void {
  program
    .command('history')
    .description('what the runs of a target tell together: verdicts, alarms, flips, flakes, slower routes')
    .option('--env <name>', 'load .env.<name>, and pick targets/<name> when there is one')
    .option('--target <name>', 'the folder in targets/ that describes the deployment')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      `
Examples:
  firstlight history
  firstlight history --target shop --json | jq '.[].alarms'

Every whole run that is judged adds a line to reports/history/, or to SMOKE_HISTORY_DIR. Exit codes: 0, and 2 when there is none.`,
    )
    .action(async (options: RunArguments & { json?: true }) => {
      const { history } = await import('./history.js');
      outcome.code = history(options);
    });
}

function addVerdict(program: Command, outcome: Outcome): void {
  program
    .command('verdict')
    .description('give the verdict on results again, or on all shards of a run, without the platform')
    .argument('<files...>', 'results.json of a run, or of each of its shards')
    .option('--policy <name>', `another policy: ${POLICIES}`)
    .option('--json', 'for programs')
    .option('--output <folder>', 'write all that a run leaves there; of shards, remember and tell it as well')
    .addHelpText(
      'after',
      `
Examples:
  firstlight verdict reports/latest/results.json --policy percent-20
  firstlight verdict shard-1.json shard-2.json --output reports/all`,
    )
    .action(async (files: string[], options: { policy?: string; json?: true; output?: string }) => {
      const { verdict } = await import('./verdict.js');
      outcome.code = await verdict(files, options);
    });
}

function wholeNumber(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is not a whole number.');
}

function levels(text: string): readonly number[] {
  const found = /^([1-4])(?:\.\.([1-4]))?$/.exec(text);
  const from = Number(found?.[1]);
  const to = Number(found?.[2] ?? from);
  if (found === null || to < from)
    throw new InvalidArgumentError('There are the levels 1 to 4, and ranges such as 1..2.');
  return Array.from({ length: to - from + 1 }, (_, place) => from + place);
}

function areaName(text: string): string {
  if (AREA_NAMES.some((name) => name === text)) return text;
  throw new InvalidArgumentError(suggest(text, AREA_NAMES));
}

function shard(text: string): string {
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  if (index !== undefined && Number(index) >= 1 && Number(index) <= Number(total)) return text;
  throw new InvalidArgumentError('It is like 1/2: the first of two parts.');
}
