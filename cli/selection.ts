/** What a person asked of `run` or `plan`. */
export interface RunArguments {
  readonly env?: string;
  readonly target?: string;
  readonly quick?: true;
  readonly level?: readonly number[];
  readonly area?: string;
  readonly report?: true;
  readonly workers?: number;
  readonly parallel?: true;
  readonly shard?: string;
  readonly verbose?: true;
  readonly wait?: number;
  readonly keep?: true;
  readonly keepGoing?: true;
  readonly resultsFile?: string;
  readonly metricsFile?: string;
  readonly pushGateway?: string;
  readonly alertWebhook?: string;
  readonly imageTag?: string;
  readonly expectBuild?: string;
  readonly timeout?: number;
  readonly policy?: string;
  readonly strict?: true;
}

/** The projects of checks that a verdict needs. `smoke` stands for all of them. */
const CHECK_PROJECTS = ['browser', 'preflight', 'health', 'api', 'websocket'];
const ALL_PROJECTS = [...CHECK_PROJECTS, 'a11y', 'workflows'];

/** Whether everything is to be verified, all in one. Pure. */
export const isWhole = ({ quick, level, area, shard }: RunArguments): boolean =>
  [quick, level, area, shard].every((option) => option === undefined);

/** The runner's options for a selection of checks. Pure. */
export function selectionOptions(asked: RunArguments): string[] {
  const { quick, level, area, shard } = asked;
  const tag = grepFor(asked);
  if (tag !== undefined) {
    const accessible = area === 'accessibility' || (level !== undefined && area === undefined);
    const projects = quick === true || !accessible ? CHECK_PROJECTS : ALL_PROJECTS;
    return [...projects.map((name) => `--project=${name}`), `--grep=${tag}`];
  }
  // Sharding never splits what a project depends on, so that `smoke` would run everything in each shard.
  if (shard !== undefined) return [...CHECK_PROJECTS.map((name) => `--project=${name}`), `--shard=${shard}`];
  return ['--project=smoke'];
}

function grepFor({ quick, level, area }: RunArguments): string | undefined {
  const byArea = area === undefined ? '' : `(?=.*@area-${area}\\b)`;
  if (quick === true) return `${byArea}(?:@level-[12]\\b|(?=.*@level-3\\b).*@critical\\b)`;
  if (level === undefined) return byArea === '' ? undefined : byArea;
  return `${byArea}(?=.*@level-[${level.join('')}]\\b)`;
}

const flag = (value: true | undefined): string | undefined => (value === true ? '1' : undefined);

/** The variables that carry the rest of what was asked to the run. Pure. */
export function variablesFor(asked: RunArguments): Record<string, string> {
  const all: Readonly<Record<string, string | undefined>> = {
    SMOKE_ENV: asked.env,
    SMOKE_TARGET: asked.target,
    SMOKE_WAIT: asked.wait?.toString(),
    SMOKE_KEEP: flag(asked.keep),
    SMOKE_STRICT: flag(asked.strict),
    SMOKE_VERBOSE: flag(asked.verbose),
    SMOKE_IMAGE_TAG: asked.imageTag,
    SMOKE_EXPECT_BUILD: asked.expectBuild,
    SMOKE_TIMEOUT: asked.timeout?.toString(),
    SMOKE_RESULTS_FILE: asked.resultsFile,
    SMOKE_METRICS_FILE: asked.metricsFile,
    SMOKE_PUSH_GATEWAY: asked.pushGateway,
    SMOKE_ALERT_WEBHOOK: asked.alertWebhook,
    SMOKE_POLICY: asked.policy,
  };
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
